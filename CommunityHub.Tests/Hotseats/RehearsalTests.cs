using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Home;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class RehearsalOnSqliteTests() : RehearsalTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class RehearsalOnPostgresTests() : RehearsalTests(new PostgresTestDatabase());

public abstract class RehearsalTests(TestDatabase database) : HotseatTest(database)
{
    Rehearsals Rehearsals => Hub.Get<Rehearsals>();

    [Fact]
    public async Task It_is_the_same_room_open_at_once_with_the_seeds_and_the_guest_of_the_hotseat()
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync() with { SeedQuestions = "A seed?" });
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);

        var room = (await Stage.Rooms.ReadAsync(Cast.Gus, rehearsal, TestContext.Current.CancellationToken))!;
        Assert.Equal((HotseatState.Live, true, "Ask Gus about direct payments"), (room.Hotseat.State, room.Hotseat.IsRehearsal, room.Hotseat.Title));
        Assert.Equal("A seed?", Assert.Single(room.Room.Questions).Text);
        await Stage.Questions.AnswerAsync(Cast.Gus, room.Room.Questions[0].Id, "Like this.");
        await Stage.AskAsync(Cast.Ada, rehearsal, "And now?");
        await Stage.Sessions.RunOnAsync(Cast.Ada, rehearsal);
        await Stage.Sessions.WrapUpAsync(Cast.Ada, rehearsal);

        Assert.Equal(rehearsal, await Rehearsals.StartAsync(Cast.Ada, id)); // one at a time
        Assert.Equal(HotseatState.Draft, (await Stage.LookAtAsync(id)).State);
        Assert.Empty((await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Room.Questions);
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("gus", true)]
    [InlineData("bo", false)]
    [InlineData("cy", false)]
    [InlineData("dot", false)]
    [InlineData("eve", false)]
    [InlineData("fay", false)]
    [InlineData("ned", false)]
    [InlineData("una", false)]
    [InlineData("xan", false)]
    [InlineData("visitor", false)]
    public async Task Only_facilitators_and_its_own_guest_come_in(string name, bool isLetIn)
    {
        foreach (var community in new[] { Cast.Open, Cast.ByRequest, Cast.Private })
        {
            var id = await Stage.HotseatAsync(HotseatState.Collecting, community);
            var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
            var question = await Stage.AskAsync(Cast.Ada, rehearsal);
            var who = Cast.Named(name);

            var mayRead = isLetIn && (name is not "gus" || true);
            Assert.Equal(mayRead, await Stage.Rooms.ReadAsync(who, rehearsal, TestContext.Current.CancellationToken) is not null);
            Assert.Equal(mayRead, await Hub.Get<HotseatExport>().ToCsvAsync(who, rehearsal, TestContext.Current.CancellationToken) is not null);
            Assert.Equal(mayRead, await Rehearsals.FindAsync(who, id, TestContext.Current.CancellationToken) is not null);
            if (mayRead) continue;
            await RefusedAsync(() => Stage.AskAsync(who, rehearsal));
            await RefusedAsync(() => Stage.Questions.VoteAsync(who, question, true));
            await RefusedAsync(() => Stage.Sessions.ComeAsync(who, rehearsal, true));
        }
    }

    [Theory]
    [InlineData("gus")]
    [InlineData("bo")]
    [InlineData("fay")]
    [InlineData("dot")]
    [InlineData("visitor")]
    public async Task Only_facilitators_begin_and_end_it(string name)
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await RefusedAsync(() => Rehearsals.StartAsync(Cast.Named(name), id));
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        await RefusedAsync(() => Rehearsals.EndAsync(Cast.Named(name), rehearsal));
        Assert.Contains("no rehearsal", await RefusedAsync(() => Rehearsals.EndAsync(Cast.Ada, id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_in_no_list_and_no_count_not_even_for_those_who_may_come_in()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting, Cast.Open);
        var before = await ListsAsync();
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        await Stage.AskAsync(Cast.Ada, rehearsal, "Only a try?");

        Assert.Equal(before, await ListsAsync());
        Assert.Null(await Hub.Get<HotseatCalendar>().ReadAsync(Cast.Ada, rehearsal, new Uri("https://hub.example.org"), TestContext.Current.CancellationToken));
        Assert.Equal(0, await Hub.LookAsync(async db => await db.QuestionsFor(await CommunityHub.People.Reader.ReadAsync(db, Cast.Ada, Hub.Now)).CountAsync()));
        Assert.Empty(await Hub.Get<Clashes>().FindAsync(Cast.Ada, Schedule.At(new DateTime(2026, 3, 5, 11, 0, 0), "Europe/London", 60), id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_is_told_and_no_log_tells_of_it()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var (notices, acts, mails) = (await NoticesAsync(), await ActsAsync(), await MailsAsync());
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        var question = await Stage.AskAsync(Cast.Ada, rehearsal);
        await Stage.Questions.AnswerAsync(Cast.Gus, question, "An answer.");
        await Stage.Questions.DeclineAsync(Cast.Ada, await Stage.AskAsync(Cast.Gus, rehearsal, "Another?"), "Not this one.");
        await Stage.Sessions.SayAsync(Cast.Ada, rehearsal, "Ready?");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, rehearsal);
        await Stage.TickAtAsync(Hub.Now.AddHours(1));

        Assert.Equal((notices, acts, mails), (await NoticesAsync(), await ActsAsync(), await MailsAsync()));
    }

    [Fact]
    public async Task It_is_not_archived_nor_cancelled_nor_moved_by_the_clock()
    {
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, await Stage.HotseatAsync(HotseatState.Collecting));
        await Stage.TickAtAsync(Hub.Now.AddHours(3));
        Assert.Equal(HotseatState.Live, (await Stage.LookAtAsync(rehearsal)).State);
        Assert.Contains("not kept", await RefusedAsync(() => Stage.Sessions.CancelAsync(Cast.Ada, rehearsal, "Enough.")), StringComparison.Ordinal);
        await Stage.Sessions.WrapUpAsync(Cast.Ada, rehearsal);
        Assert.Contains("not kept", await RefusedAsync(() => Stage.Sessions.ArchiveAsync(Cast.Ada, rehearsal)), StringComparison.Ordinal);
        await RefusedAsync(() => Rehearsals.StartAsync(Cast.Ada, rehearsal));
    }

    [Fact]
    public async Task After_a_day_the_clock_wipes_it()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        await Stage.AskAsync(Cast.Ada, rehearsal);

        Hub.Clock.Pass(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await Rehearsals.EndDueAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await Rehearsals.FindAsync(Cast.Ada, id, TestContext.Current.CancellationToken));
        Hub.Clock.Pass(TimeSpan.FromSeconds(1));
        await Rehearsals.EndDueAsync(TestContext.Current.CancellationToken);

        Assert.Null(await Rehearsals.FindAsync(Cast.Ada, id, TestContext.Current.CancellationToken));
        Assert.Null(await Stage.Rooms.ReadAsync(Cast.Ada, rehearsal, TestContext.Current.CancellationToken));
        Assert.Equal(1, await Hub.LookAsync(db => db.Hotseats.CountAsync()));
    }

    [Fact]
    public async Task Who_comes_or_goes_meanwhile_rehearses_or_does_no_more_and_the_log_says_who_was_seated()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        var guests = new PanelStage(Hub);
        var ama = await guests.GuestAsync(id);
        var community = await Hub.LookAsync(db => db.Communities.Where(c => c.Id == Cast.Open).Select(c => c.PublicId).SingleAsync());
        await guests.Panel.SeatAsync(Cast.Ada, id, community, "Bo Lindqvist", "Knows the forms.");

        var question = (await Stage.AskAsync(Cast.Ada, rehearsal, "How do we begin?"))!;
        await Stage.Questions.AnswerAsync(ama, question, "With the names.");
        Assert.NotNull(await Stage.Rooms.ReadAsync(Cast.Bo, rehearsal, TestContext.Current.CancellationToken));
        Assert.Equal(["Ama Serwaa", "Bo Lindqvist", "Gus Hallam"], (await Stage.Rooms.ReadAsync(Cast.Ada, rehearsal, TestContext.Current.CancellationToken))!.Hotseat.Guests.Select(guest => guest.Name).Order());

        var bo = (await guests.Panel.ListAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Single(seat => seat.Name is "Bo Lindqvist");
        await guests.Panel.RevokeAsync(Cast.Ada, id, bo.PersonId);
        Assert.Null(await Stage.Rooms.ReadAsync(Cast.Bo, rehearsal, TestContext.Current.CancellationToken));
        Assert.Equal(
            ["invited a guest by a personal link", "seated somebody in a hotseat", "took somebody out of a hotseat"],
            await Hub.LookAsync(db => db.Acts.Where(a => a.OnWhat == id && a.Verb.Contains("a ")).OrderByDescending(a => a.Id).Take(3).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync()));
    }

    [Fact]
    public async Task What_is_real_stays_as_it_is()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var real = await Stage.AskAsync(Cast.Bo, id, "A real one?");
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, id);
        await Stage.AskAsync(Cast.Ada, rehearsal, "A try?", "a-key-of-the-try");
        Assert.Equal(id, await Rehearsals.EndAsync(Cast.Ada, rehearsal));

        Assert.Equal("A real one?", (await Stage.Rooms.ReadAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Room.Find(real)?.Text);
        Assert.Equal(1, await Stage.CountVotesAsync(real));
        Assert.Equal(1, await Hub.LookAsync(db => db.QuestionAskers.CountAsync()));
        Assert.Equal(0, await Hub.LookAsync(db => db.Sent.CountAsync()));
    }

    [Fact]
    public async Task A_page_that_is_still_open_cannot_bring_its_draft_back()
    {
        var rehearsal = await Rehearsals.StartAsync(Cast.Ada, await Stage.HotseatAsync(HotseatState.Collecting));
        var question = await Stage.AskAsync(Cast.Ada, rehearsal);
        var drafts = Hub.Get<DraftKeeping>();
        await drafts.KeepAsync(Cast.Gus, Places.Answer(question), "Half an ans", 0, TestContext.Current.CancellationToken);
        await Rehearsals.EndAsync(Cast.Ada, rehearsal);

        foreach (var place in new[] { Places.Answer(question), Places.Ask(rehearsal) })
        {
            Assert.Contains("This rehearsal is over.", await RefusedAsync(() => drafts.KeepAsync(Cast.Gus, place, "Half an answer", 0, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
        Assert.Equal(0, await Hub.LookAsync(db => db.Drafts.CountAsync()));
    }

    [Fact]
    public async Task Begun_twice_at_once_it_is_one()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var otherWrites = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var other = ActivatorUtilitiesOf(otherWrites);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? Rehearsals : other).StartAsync(Cast.Ada, id))));
        Assert.Single(all.Distinct());
    }

    Rehearsals ActivatorUtilitiesOf(HubWrites otherWrites) =>
        new(Hub.Databases, otherWrites, Stage.Rooms, Hub.Get<RehearsalEnds>(), Hub.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Rehearsals>.Instance);

    async Task<string> ListsAsync()
    {
        var text = new System.Text.StringBuilder();
        foreach (var who in new[] { Cast.Ada, Cast.Gus, Cast.Bo, CommunityHub.People.Actor.Visitor })
        {
            var page = await Hub.Get<FrontDesk>().ReadAsync(who, TestContext.Current.CancellationToken);
            text.AppendJoin(' ', page.Live.Concat(page.Coming).Concat(page.Elsewhere).Select(h => $"{h.PublicId}/{h.Waiting}/{h.Answered}")).AppendLine();
            var all = await Hub.Get<CommunityReading>().HotseatsAsync(who, Cast.Open, TestContext.Current.CancellationToken);
            text.AppendJoin(' ', all.Live.Concat(all.Coming).Concat(all.Past).Select(h => $"{h.PublicId}/{h.Waiting}/{h.Answered}")).AppendLine();
        }
        return text.ToString();
    }

    Task<int> NoticesAsync() => Hub.LookAsync(db => db.Notices.CountAsync());

    Task<int> ActsAsync() => Hub.LookAsync(db => db.Acts.CountAsync());

    Task<int> MailsAsync() => Hub.LookAsync(db => db.Mails.CountAsync());
}
