using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class GuestLinkOnSqliteTests() : GuestLinkTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class GuestLinkOnPostgresTests() : GuestLinkTests(new PostgresTestDatabase());

public abstract class GuestLinkTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    PanelStage Guests => new(Hub);

    [Fact]
    public async Task A_guest_by_a_link_answers_under_the_name_they_chose_and_registers_nowhere()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var ama = await Guests.OpenAsync(await Guests.InviteAsync(id), "Ama S.");

        await Stage.Questions.AnswerNowAsync(ama, question);
        await Stage.Questions.AnswerAsync(ama, question, "Slowly, and twice.");

        var room = (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!;
        Assert.Equal(("Slowly, and twice.", "Ama S."), (room.Room.Answered[0].Answer!.Text, room.Room.Answered[0].Answer!.By));
        Assert.Contains(room.Hotseat.Guests, guest => guest is { Name: "Ama S.", IsFromOutside: true });
        Assert.False(await Hub.LookAsync(db => db.Users.AnyAsync(a => a.PersonId == ama.PersonId, Cancel)));
        Assert.Equal(PersonKind.Guest, await Hub.LookAsync(db => db.People.Where(p => p.Id == ama.PersonId).Select(p => p.Kind).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task The_link_is_kept_as_a_hash_and_goes_by_mail_to_the_guest()
    {
        var id = await Stage.HotseatAsync(HotseatState.Announced);
        var key = await Guests.InviteAsync(id);

        var letter = await Hub.LookAsync(db => db.Mails.SingleAsync(m => m.To == "ama@guests.test", Cancel));
        Assert.EndsWith($"key={key}", letter.Path, StringComparison.Ordinal);
        Assert.Contains("Ask Gus about direct payments", letter.Text, StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(key.Replace('-', '+').Replace('_', '/') + "=").Length * 8 >= 128);
        var seat = (await Stage.LookAtAsync(id)).Answerers.Single(a => a.Mail is not null);
        Assert.Equal(32, seat.LinkHash!.Length);
        letter.WasSent(Hub.Now);
        Assert.Null(letter.Path); // once it has gone, the key is in the guest's letter box and nowhere else
    }

    [Fact]
    public async Task A_letter_from_a_private_community_names_neither_it_nor_the_hotseat()
    {
        var id = await Stage.HotseatAsync(HotseatState.Announced, Cast.Private);
        await Guests.InviteAsync(id);

        var letter = await Hub.LookAsync(db => db.Mails.SingleAsync(m => m.To == "ama@guests.test", Cancel));
        Assert.DoesNotContain("direct payments", letter.Subject + letter.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Lone Worker", letter.Subject + letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Looking_at_a_link_changes_nothing_however_often_a_mail_scanner_does()
    {
        var key = await Guests.InviteAsync(await Stage.HotseatAsync(HotseatState.Live));

        for (var i = 0; i < 3; i++) Assert.Equal("Ama Serwaa", (await Guests.Links.FindAsync(key, Cancel))!.Name);

        Assert.Equal(0, await Hub.LookAsync(db => db.SignIns.CountAsync(Cancel)));
        await Guests.OpenAsync(key);
        await Guests.OpenAsync(key); // on the phone too
        Assert.Equal(2, await Hub.LookAsync(db => db.SignIns.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("\0")]
    public async Task A_key_that_is_none_opens_nothing(string? key)
    {
        await Guests.InviteAsync(await Stage.HotseatAsync(HotseatState.Live));
        await Stage.HotseatAsync(HotseatState.Live); // whose member needs no link

        Assert.Null(await Guests.Links.FindAsync(key, Cancel));
        Assert.Contains("does not work any more", await RefusedAsync(() => Guests.Links.OpenAsync(key, "Mallory", "x")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommunityKind.Open)]
    [InlineData(CommunityKind.ByRequest)]
    [InlineData(CommunityKind.Private)]
    public async Task Every_door_gives_a_link_holder_nothing_but_the_desk_of_that_hotseat(CommunityKind kind)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Of(kind));
        var other = await Stage.HotseatAsync(HotseatState.Live, Cast.Of(kind));
        var question = await Stage.AskAsync(Cast.Bo, other);
        var ama = await Guests.GuestAsync(id);

        Assert.NotNull(await Guests.Desks.ReadAsync(ama, id, Cancel));
        Assert.Null(await Guests.Desks.ReadAsync(ama, other, Cancel));
        Assert.Null(await Stage.Rooms.ReadAsync(ama, id, Cancel));
        await using var db = await Hub.Databases.CreateDbContextAsync(Cancel);
        var reader = await Reader.ReadAsync(db, ama, Hub.Now, Cancel);
        Assert.Empty(await db.CommunitiesReadBy(reader).ToListAsync(Cancel));
        Assert.Empty(await db.CommunitiesKnownTo(reader).ToListAsync(Cancel));
        Assert.Empty(await db.HotseatsFor(reader).ToListAsync(Cancel));
        Assert.Empty(await db.QuestionsFor(reader).ToListAsync(Cancel));
        Assert.False((await db.StandingAsync(reader, Cast.Of(kind), Cancel)).Reads);
        Assert.Null(reader.PersonId);
        Assert.Equal("There is no page here. It may have moved, or the address has a slip in it.", await RefusedAsync(() => Stage.Questions.AnswerAsync(ama, question, "Not mine.")));
        foreach (var act in new Func<Task>[]
        {
            () => Stage.AskAsync(ama, id), () => Stage.Questions.VoteAsync(ama, question, true), () => Stage.Questions.DeclineAsync(ama, question, "No."),
            () => Stage.Sessions.ComeAsync(ama, id, true), () => Stage.Sessions.GoLiveAsync(ama, id), () => Stage.Sessions.SayAsync(ama, id, "Hello"), () => Guests.RevokeAsync(ama, id, ama),
        })
        {
            Assert.Equal("Your link opens your desk, and nothing else.", await RefusedAsync(act));
        }
    }

    [Fact]
    public async Task A_withdrawn_link_is_good_for_nothing_from_the_next_act_on_and_the_words_are_kept()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var key = await Guests.InviteAsync(id);
        var ama = await Guests.OpenAsync(key);
        await Hub.Get<DraftKeeping>().KeepAsync(ama, Places.Answer(question), "Slowly, and", 0, Cancel);

        await Guests.RevokeAsync(id, ama);

        Assert.Contains("has been withdrawn", await RefusedAsync(() => Stage.Questions.AnswerAsync(ama, question, "Slowly, and twice.")), StringComparison.Ordinal);
        Assert.Contains("has been withdrawn", await RefusedAsync(() => Stage.Questions.AnswerNowAsync(ama, question)), StringComparison.Ordinal);
        Assert.Null(await Guests.Desks.ReadAsync(ama, id, Cancel));
        Assert.True(await Guests.Desks.IsWithdrawnAsync(ama, Cancel));
        Assert.Null(await Guests.Links.FindAsync(key, Cancel));
        await RefusedAsync(() => Guests.OpenAsync(key));
        Assert.Equal("Slowly, and", (await Hub.Get<DraftKeeping>().ReadAsync(ama, Places.Answer(question), Cancel)).Text);
    }

    [Fact]
    public async Task A_link_sent_anew_kills_the_old_one_and_what_it_had_opened()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var old = await Guests.InviteAsync(id);
        var ama = await Guests.OpenAsync(old);

        var key = await Guests.Panel.SendAnewAsync(Cast.Ada, id, await Guests.IdOfAsync(ama));

        Assert.Null(await Guests.Links.FindAsync(old, Cancel));
        Assert.Null(await Guests.Desks.ReadAsync(ama, id, Cancel));
        var again = await Guests.OpenAsync(key);
        Assert.Equal(ama.PersonId, again.PersonId);
        Assert.NotNull(await Guests.Desks.ReadAsync(again, id, Cancel));
    }

    [Fact]
    public async Task A_panel_has_five_at_most_and_only_facilitators_change_it()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        foreach (var name in new[] { "Ama Serwaa", "Ben Okafor", "Cora Lind", "Dan Price" }) await Guests.InviteAsync(id, name);

        Assert.Equal("Five people answer together at most.", await RefusedAsync(() => Guests.InviteAsync(id, "Else Moe")));
        foreach (var other in new[] { Cast.Bo, Cast.Gus, Cast.Fay, Cast.Dot, Cast.Ned, Actor.Visitor })
        {
            Assert.Null(await Guests.Panel.ListAsync(other, id, Cancel));
            await RefusedAsync(() => Guests.Panel.InviteAsync(other, id, "Else Moe", "else@guests.test", null));
        }
        Assert.Equal(5, (await Guests.Panel.ListAsync(Cast.Ada, id, Cancel))!.Count);
    }

    [Theory]
    [InlineData("", "ben@guests.test", "Give the guest’s name.")]
    [InlineData("Ama", "no address", "mail address")]
    [InlineData("Ama", "AMA@guests.test", "invited already")]
    public async Task An_invitation_that_cannot_be_sent_is_refused_in_words(string name, string mail, string words)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Guests.InviteAsync(id);
        Assert.Contains(words, await RefusedAsync(() => Guests.InviteAsync(id, name, mail)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_words_of_a_hotseat_leaves_its_panel_seated()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Guests.InviteAsync(id);

        await Stage.Sessions.ChangeAsync(Cast.Ada, id, await Stage.FormAsync() with { Title = "Ask us both" });

        Assert.Equal(2, (await Guests.Panel.ListAsync(Cast.Ada, id, Cancel))!.Count);
    }

    [Fact]
    public async Task Guests_hear_by_mail_that_the_hour_has_moved_and_have_no_notices()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var ama = await Guests.GuestAsync(id);

        await Stage.Sessions.ChangeAsync(Cast.Ada, id, await Stage.FormAsync(startsLocal: new DateTime(2026, 3, 13, 12, 0, 0)));

        Assert.True(await Hub.LookAsync(db => db.Mails.AnyAsync(m => m.To == "ama@guests.test" && m.Text.Contains("has a new time"), Cancel)));
        Assert.Empty(await Stage.NoticesOfAsync(ama));
    }

    [Fact]
    public async Task A_guest_rehearses_by_the_same_link_and_nobody_elses_guest_does()
    {
        var (id, other) = (await Stage.HotseatAsync(HotseatState.Collecting), await Stage.HotseatAsync(HotseatState.Collecting));
        var (ama, ben) = (await Guests.GuestAsync(id), await Guests.GuestAsync(other, "Ben Okafor"));
        var rehearsal = await Hub.Get<Rehearsals>().StartAsync(Cast.Ada, id);
        var question = await Stage.AskAsync(Cast.Ada, rehearsal, "Is the microphone on?");

        Assert.Equal(rehearsal, (await Hub.Get<Rehearsals>().FindAsync(ama, id, Cancel))!.Id);
        Assert.True((await Guests.Desks.ReadAsync(ama, rehearsal, Cancel))!.Hotseat.IsRehearsal);
        await Stage.Questions.AnswerAsync(ama, question, "It is.");
        Assert.Equal("It is.", Assert.Single((await Guests.Desks.ReadAsync(ama, rehearsal, Cancel))!.Room.Answered).Answer!.Text);

        Assert.Null(await Hub.Get<Rehearsals>().FindAsync(ben, id, Cancel));
        Assert.Null(await Guests.Desks.ReadAsync(ben, rehearsal, Cancel));
        await RefusedAsync(() => Stage.Questions.AnswerNowAsync(ben, question));
        Assert.Null(await Stage.Rooms.ReadAsync(ama, rehearsal, Cancel)); // the desk, and not the room

        var second = await Stage.AskAsync(Cast.Ada, rehearsal, "And now?");
        await Guests.RevokeAsync(id, ama);
        Assert.Null(await Guests.Desks.ReadAsync(ama, rehearsal, Cancel));
        Assert.Contains("has been withdrawn", await RefusedAsync(() => Stage.Questions.AnswerAsync(ama, second, "Gone.")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_is_told_by_mail_of_comments_under_their_answers_and_not_of_each_in_a_lively_hour()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var ama = await Guests.GuestAsync(id);
        await Stage.Questions.AnswerAsync(ama, await Stage.AskAsync(Cast.Bo, id), "Slowly.");
        var answer = Assert.Single((await Guests.Desks.ReadAsync(ama, id, Cancel))!.Room.Answered).Answer!.Id;
        foreach (var (who, words) in new[] { (Cast.Bo, "Thank you, **Ama**."), (Cast.Cy, "How slowly?") }) await Hub.Get<HotseatComments>().CommentAsync(who, answer, words);

        Assert.Equal(["Bo Lindqvist commented on your answer in “Ask Gus about direct payments”: “Thank you, Ama.”"], await ToldAsync());
        Hub.Clock.Pass(TimeSpan.FromHours(2));
        await Hub.Get<HotseatComments>().CommentAsync(Cast.Cy, answer, "I found out.");
        Assert.Equal(2, (await ToldAsync()).Count);

        Task<List<string>> ToldAsync() => Hub.LookAsync(db => db.Mails.Where(m => m.To == "ama@guests.test" && m.Text.Contains("commented")).OrderBy(m => m.Id).Select(m => m.Text.Substring(0, m.Text.IndexOf("\n\n"))).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_guest_closes_their_own_follow_up_by_the_link_also_when_the_hour_is_long_over()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var (mine, other) = (await Stage.AskAsync(Cast.Bo, id, "Left open?"), await Stage.AskAsync(Cast.Bo, id, "Ada's?"));
        var key = await Guests.InviteAsync(id);
        var ama = await Guests.OpenAsync(key);
        var ben = await Guests.GuestAsync(await Stage.HotseatAsync(HotseatState.Live), "Ben Okafor");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Hub.Get<FollowUps>().GiveAsync(Cast.Ada, id, [new FollowUpChoice(mine, await Guests.IdOfAsync(ama), Hub.Now.AddDays(7)), new FollowUpChoice(other, await Stage.IdOfAsync(Cast.Ada), Hub.Now.AddDays(7))]);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        var adas = await Hub.LookAsync(db => db.Set<FollowUp>().Where(f => f.Question.PublicId == other).Select(f => f.PublicId).SingleAsync(Cancel));

        Assert.False((await Guests.Links.FindAsync(key, Cancel))!.IsOver);
        ama = await Guests.OpenAsync(key); // on another day
        var line = Assert.Single(await Hub.Get<FollowUpLists>().MineAsync(ama, id, Cancel));
        Assert.Equal(("Left open?", true), (line.Question, line.IsMine));
        foreach (var (who, what) in new[] { (ama, adas), (ben, line.Id), (ben, adas), (Cast.Bo, line.Id) })
        {
            Assert.Null(await Hub.Get<FollowUpLists>().FindAsync(who, id, what, Cancel));
            await RefusedAsync(() => Hub.Get<FollowUps>().CloseAsync(who, id, what, "Not mine.", isAnswer: true));
        }

        await Hub.Get<FollowUps>().CloseAsync(ama, id, line.Id, "Here it is.", isAnswer: true);
        Assert.Equal("Ama Serwaa", Assert.Single((await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!.Room.Answered).Answer!.By);
        Assert.True((await Guests.Links.FindAsync(key, Cancel))!.IsOver); // nothing is left to do
    }

    [Fact]
    public async Task A_link_to_a_hotseat_that_is_over_says_so()
    {
        var id = await Stage.HotseatAsync(HotseatState.WrappingUp);
        var key = await Guests.InviteAsync(id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);

        Assert.True((await Guests.Links.FindAsync(key, Cancel))!.IsOver);
        Assert.Contains("is over", await RefusedAsync(() => Guests.OpenAsync(key)), StringComparison.Ordinal);
    }
}
