using System.Collections.Concurrent;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Tests.Architecture;

/// E1, for the identity behind a question without a name: on no page, in no file, letter, notice, frame, bell or log; and nobody hears of the
/// moment in which it was asked.
public sealed class UnnamedAskerTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    // The longest delay, the clock's own step, and a machine that is busy.
    static readonly TimeSpan AtLast = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Nothing_tells_who_asked_without_a_name_nor_when()
    {
        await fixture.ReadPubliclyAsync(true);
        var (place, log) = (fixture.Places[CommunityKind.Open], new Listening());
        fixture.Get<ILoggerFactory>().AddProvider(log);
        var (name, organisation, address) = (Canary.NewWord(), Canary.NewWord(), Canary.NewWord() + "@canary.test");
        var zed = await fixture.Get<HubWrites>().EnrolAsync(address, name);
        var publicId = await JoinAsync(zed, place.Id, organisation);
        using var browser = new HttpVisitor(fixture.Site);
        await browser.SignInAsync(address);
        string[] telling = [name, organisation, address, publicId];

        var room = $"/hotseats/{place.Live}";
        var others = fixture.Onlookers.Where(who => who.Reads(CommunityKind.Open, true)).ToList();
        var circuits = new List<(Onlooker Who, CircuitClient Circuit)>();
        var lives = new List<(Onlooker Who, LiveClient Live)>();
        await using var own = await CircuitClient.OpenAsync(fixture.Site, browser, room);
        try
        {
            foreach (var who in others)
            {
                circuits.Add((who, await CircuitClient.OpenAsync(fixture.Site, who.Http, room)));
                if (who.Name is "facilitator") circuits.Add((who, await CircuitClient.OpenAsync(fixture.Site, who.Http, room + "/console")));
                var live = await LiveClient.OpenAsync(fixture.Site, who.Http);
                await live.AskAsync("Subscribe", "hotseat", place.Live);
                lives.Add((who, live));
            }
            foreach (var (_, circuit) in circuits) circuit.Forget();

            // By the real form, as a browser posts it.
            var (words, kept) = (Canary.NewWord(), Canary.NewWord());
            await AskByFormAsync(browser, room, $"What of {words}?");
            await AskByFormAsync(browser, room, $"And what of {kept}?");

            Assert.Contains(words, await browser.ReadAsync(room), StringComparison.Ordinal);
            Assert.True(await own.ReceivesAsync(text => text.Contains(words, StringComparison.Ordinal), Soon), "The asker's own page shows it at once.");
            Assert.All(lives, one => Assert.True(one.Live.HasHeardNothing, $"{one.Who} heard a bell when it was asked."));
            Assert.All(circuits, one => Assert.DoesNotContain(words, one.Circuit.Received, StringComparison.Ordinal));
            foreach (var who in others)
            {
                foreach (var page in new[] { room, room + "/text", room + "/export.csv", room + "/export.md", room + "/console" }) Assert.DoesNotContain(words, (await Crawler.AskAsync(who, page)).Body, StringComparison.Ordinal);
            }

            // It comes by itself, though nobody does anything.
            foreach (var (who, circuit) in circuits) Assert.True(await circuit.ReceivesAsync(text => text.Contains("1 new question", StringComparison.Ordinal) || text.Contains("2 new questions", StringComparison.Ordinal), AtLast), $"{who} never saw it appear.");
            var ids = await LookAsync(db => db.Questions.Where(q => q.Text.Contains(words) || q.Text.Contains(kept)).OrderBy(q => q.Id).Select(q => q.PublicId).ToListAsync());
            await own.ReceivesAsync(text => text.Contains(kept, StringComparison.Ordinal), AtLast);
            await UntilAsync(async () => (await fixture.Get<HotseatRooms>().ReadAsync(fixture.Actor("member"), place.Live))!.Room is { } now && ids.All(id => now.Find(id) is not null));

            // Somebody's first it is, and nobody is told. On the page of whoever asked neither.
            var here = await browser.ReadAsync(room + "?sort=newest");
            Assert.All(ids, id => Assert.NotEqual("", RowOf(here, id)));
            Assert.All(ids, id => Assert.DoesNotContain("First question", RowOf(here, id), StringComparison.Ordinal));

            // Everything that can become of a question.
            var questions = fixture.Get<HotseatQuestions>();
            await questions.VoteAsync(fixture.Actor("member"), ids[0], true);
            await questions.AnswerNowAsync(fixture.Actor("facilitator"), ids[0]);
            await AnswerAsync(place.Live, ids[0]);
            await questions.DeclineAsync(fixture.Actor("facilitator"), ids[1], "Not in this room.");
            var last = fixture.Say(CommunityKind.Open, "last line", Seen.Inside);
            await fixture.Get<HotseatSessions>().SayAsync(fixture.Actor("facilitator"), place.Live, last);
            foreach (var (who, circuit) in circuits) Assert.True(await circuit.ReceivesAsync(text => text.Contains(last, StringComparison.Ordinal), Soon), $"{who} never heard the last change.");

            var leaks = new List<string>();
            void Look(string where, string text) => leaks.AddRange(telling.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{where}: {word}"));
            foreach (var (who, circuit) in circuits) Look($"the circuit of {who}", circuit.Received);
            foreach (var (who, live) in lives) Look($"/hubs/live of {who}", live.Received);
            foreach (var who in others)
            {
                // The pages that show members as members are not of this room; all others are.
                foreach (var page in new[]
                {
                    room, $"{room}?sort=newest", room + "/text", room + "/text/ask", room + "/export.csv", room + "/export.md", room + "/console", room + "/desk", room + "/for-members",
                    $"{room}/questions/{ids[0]}/asker", $"{room}/questions/{ids[1]}/asker", $"{room}/questions/{ids[0]}/decline", $"/communities/{place.Slug}", $"/communities/{place.Slug}/log",
                    "/", "/notices", "/admin/log", "/drafts?place=ask/" + place.Live,
                })
                {
                    var surface = await Crawler.AskAsync(who, page);
                    if (ids.Any(id => RowOf(surface.Body, id).Contains("First question", StringComparison.Ordinal))) leaks.Add($"{who} GET {page}: a badge beside it");
                    Look($"{who} GET {page}", surface.Headers + surface.Body);
                }
            }
            Look("somebody else's letters", string.Join('\n', await LookAsync(db => db.Mails.Where(m => m.PersonId != zed.PersonId).Select(m => m.Subject + m.Text + m.Path).ToListAsync())));
            Look("somebody else's notices", string.Join('\n', await LookAsync(db => db.Notices.Where(n => n.PersonId != zed.PersonId).Select(n => n.Words + n.Address).ToListAsync())));
            Look("the server's log", log.All);
            Assert.True(leaks.Count == 0, string.Join('\n', leaks));
            Assert.Empty(await LookAsync(db => db.Acts.Where(a => a.OnPersonId == zed.PersonId).ToListAsync()));
            // They were told, though, each thing once: the look found the place where it should be.
            Assert.Equal(2, await LookAsync(db => db.Notices.CountAsync(n => n.PersonId == zed.PersonId)));
        }
        finally
        {
            foreach (var (_, circuit) in circuits) await circuit.DisposeAsync();
            foreach (var (_, live) in lives) await live.DisposeAsync();
        }
    }

    static string RowOf(string page, string question) => page.IndexOf($"id=\"q-{question}\"", StringComparison.Ordinal) is >= 0 and var at ? page[at..page.IndexOf("</li>", at, StringComparison.Ordinal)] : "";

    static async Task AskByFormAsync(HttpVisitor browser, string room, string words)
    {
        var form = PostedForm.AllOf(await browser.ReadAsync(room), room).Single(form => form.Name is "ask");
        using var content = new FormUrlEncodedContent([.. form.Fields.Where(field => field.Key is not ("text" or "naming")), new("text", words), new("naming", "none")]);
        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, room) { Content = content });
        Assert.Equal(302, (int)answer.StatusCode);
    }

    async Task<string> JoinAsync(People.Actor who, long communityId, string organisation) => await fixture.Get<HubWrites>().DoAsync(async work =>
    {
        var person = await work.Db.People.SingleAsync(p => p.Id == who.PersonId);
        person.WorkFor(organisation);
        work.Db.Add(Membership.Begin(communityId, person.Id, work.Now));
        work.Announce(LiveTopic.CommunityRights(communityId), LiveTopic.PersonRights(person.Id));
        return person.PublicId;
    });

    async Task AnswerAsync(string hotseatId, string questionId)
    {
        var guest = await LookAsync(db => db.Hotseats.Where(h => h.PublicId == hotseatId).SelectMany(h => h.Answerers.Select(a => a.PersonId)).FirstAsync());
        await fixture.Get<HotseatQuestions>().AnswerAsync(People.Actor.Of(guest), questionId, "So it is.");
    }

    async Task<T> LookAsync<T>(Func<HubDb, Task<T>> look)
    {
        await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return await look(db);
    }

    static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(AtLast);
        while (!await happened()) await Task.Delay(50, enough.Token);
    }

    sealed class Listening : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();

        public string All => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
