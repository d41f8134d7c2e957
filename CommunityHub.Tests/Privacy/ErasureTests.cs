using System.Text;
using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using CommunityHub.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Privacy;

/// E3 R18, E8 G3; F21.
public sealed class ErasureTests : IAsyncLifetime
{
    const string Bo = "bo@demo.test";

    KeptSite site = null!;
    long bo;

    public async ValueTask InitializeAsync()
    {
        site = KeptSite.OfDemo();
        bo = await site.LookAsync(db => db.Users.Where(a => a.Email == Bo).Select(a => a.PersonId).SingleAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(site.Folder.Path, recursive: true);
    }

    [Fact]
    public async Task What_goes_is_gone_and_what_stays_bears_no_name()
    {
        var before = await CountAsync();
        Assert.Contains(before, count => count.Key.Goes && count.Value > 0);
        var unnamed = await site.LookAsync(db => db.QuestionAskers.CountAsync(a => a.PersonId == bo && a.Naming != Naming.Named));
        var me = await SignInAsync();

        await site.Get<Erasures>().EraseMeAsync(me, withWords: false);

        foreach (var (trace, rows) in await CountAsync())
        {
            var left = trace.Goes ? 0 : before[trace];
            if (trace.Row == typeof(QuestionAsker)) left -= unnamed;
            if (trace.Row.Name == "Act" && trace.Column == "ActorId") left++; // that they did it
            Assert.True(left == rows, $"{trace.Row.Name}.{trace.Column}: {rows} rows, not {left}");
        }
        var person = await site.LookAsync(db => db.People.SingleAsync(p => p.Id == bo));
        Assert.Equal((PersonKind.Erased, Person.Erased, null), (person.Kind, person.Name, person.Organisation));
        Assert.False(await site.LookAsync(db => db.Memberships.AnyAsync(m => m.PersonId == bo && m.Until == null)));
    }

    [Fact]
    public async Task No_sign_in_and_no_open_page_of_theirs_holds_any_more()
    {
        var ticket = await TicketAsync();
        var rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var page = site.Get<LiveFeed>().Listen(LiveTopic.PersonRights(bo), () => { rung.TrySetResult(); return Task.CompletedTask; });

        await site.Get<Erasures>().EraseMeAsync(ticket.Actor, withWords: false);

        await rung.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(await site.Get<SignIns>().IsAliveAsync(ticket.Actor, TestContext.Current.CancellationToken));
        Assert.False(await site.Get<SignIns>().HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        Assert.Null(await site.Get<OwnDetails>().FaceAsync(ticket.Actor, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Erased_words_are_in_no_file()
    {
        string[] canaries = ["Quillfeather", "Zwetschgenkern", "draftwombat", "letterptarmigan", "axolotlquestion", "quollremark", "bowerbird@demo.test"];
        await site.Get<HubWrites>().DoAsync(async work =>
        {
            var person = await work.Db.People.SingleAsync(p => p.Id == bo);
            person.Rename("Quillfeather Bo");
            person.WorkFor("Zwetschgenkern Council");
            (await work.Db.Users.SingleAsync(a => a.PersonId == bo)).TakeAddress("bowerbird@demo.test");
            var draft = Draft.At("ask/somewhere", bo, work.Now);
            draft.Keep("draftwombat ".PadRight(6000, 'x') + " draftwombat", work.Now);
            work.Db.Add(draft);
            work.Db.Add(Mail.Write(Bo, "To you", "letterptarmigan", work.Now, bo));
            var other = await work.Db.People.Where(p => p.Id != bo && p.Kind == PersonKind.Registered).Select(p => p.Id).FirstAsync();
            work.Db.Add(Notice.To(other, "Quillfeather Bo asks to join", "/", null, work.Now));
            var question = await work.Db.QuestionsAskedBy(bo).FirstAsync(q => q.MergedIntoId == null);
            work.Db.Add(question.Clarify("axolotlquestion", bo, work.Now));
            var answer = await work.Db.Answers.Select(a => a.Id).FirstAsync();
            work.Db.Add(Comment.On(answer, "quollremark", bo, work.Now));
        }, TestContext.Current.CancellationToken);
        Assert.Equal(canaries, canaries.Where(IsInAFile));

        await site.Get<Erasures>().EraseMeAsync((await TicketAsync("bowerbird@demo.test")).Actor, withWords: true);
        Assert.True(await site.Get<Scrubbing>().ScrubAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain(canaries, IsInAFile);
        Assert.False(await site.Get<Scrubbing>().ScrubAsync(TestContext.Current.CancellationToken)); // once is enough
    }

    [Fact]
    public async Task It_asks_for_a_proof_and_for_another_administrator()
    {
        var erasures = site.Get<Erasures>();
        await Assert.ThrowsAsync<RefusedException>(() => erasures.EraseMeAsync(Actor.Of(bo), withWords: false));

        var dot = await site.Get<SignIns>().WithPasswordAsync("dot@demo.test", Support.Accounts.Password, "", "192.0.2.1");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => erasures.EraseMeAsync(dot.Actor, withWords: false));
        Assert.Equal(Erasures.LastAdministrator, refused.Message);
        Assert.Empty(site.Get<ErasedList>().Read());
    }

    [Fact]
    public async Task An_administrator_erases_with_a_reason_and_nobody_else_does()
    {
        var erasures = site.Get<Erasures>();
        var id = await site.LookAsync(db => db.People.Where(p => p.Id == bo).Select(p => p.PublicId).SingleAsync());
        var (dot, ada) = (await FindAsync("dot@demo.test"), await FindAsync("ada@demo.test"));
        await Assert.ThrowsAsync<RefusedException>(() => erasures.EraseAsync(ada, id, "They asked.", withWords: false));
        await Assert.ThrowsAsync<RefusedException>(() => erasures.EraseAsync(dot, id, " ", withWords: false));
        Assert.Empty(site.Get<ErasedList>().Read());

        await erasures.EraseAsync(dot, id, "They asked by letter.", withWords: false);

        Assert.Equal("They asked by letter.", await site.LookAsync(db => db.Acts.Where(a => a.OnPersonId == bo && a.Verb == ActVerbs.Erased).Select(a => a.Why).SingleAsync()));
        Assert.Equal(id, Assert.Single(site.Get<ErasedList>().Read()).PublicId);
    }

    async Task<Dictionary<Trace, int>> CountAsync() => await site.LookAsync(async db =>
    {
        var counts = new Dictionary<Trace, int>();
        foreach (var trace in Traces.All) counts[trace] = await trace.CountAsync(db, bo);
        return counts;
    });

    async Task<Ticket> TicketAsync(string address = Bo) => await site.Get<SignIns>().WithPasswordAsync(address, Support.Accounts.Password, "", "192.0.2.1");

    async Task<Actor> SignInAsync() => (await TicketAsync()).Actor;

    Task<Actor> FindAsync(string address) => site.LookAsync(async db => Actor.Of(await db.Users.Where(a => a.Email == address).Select(a => a.PersonId).SingleAsync()));

    bool IsInAFile(string words) => Directory.EnumerateFiles(site.Folder.Path, "*", SearchOption.AllDirectories).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
    });
}
