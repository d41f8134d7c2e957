using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class HotseatNewsOnSqliteTests() : HotseatNewsTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class HotseatNewsOnPostgresTests() : HotseatNewsTests(new PostgresTestDatabase());

/// Who is told what, and what is written down.
public abstract class HotseatNewsTests(TestDatabase database) : HotseatTest(database)
{
    const string Title = "“Ask Gus about direct payments”";

    [Fact]
    public async Task A_declined_asker_is_told_why_and_the_act_is_a_row()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        await Stage.Questions.AnswerNowAsync(Cast.Gus, question);
        Assert.Equal("Say why, kindly. The person who asked will read it.", await RefusedAsync(() => Stage.Questions.DeclineAsync(Cast.Ada, question, " ")));
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "It names a person.");

        Assert.Equal([$"Your question in {Title} is not shown. It names a person."], await Stage.NoticesOfAsync(Cast.Bo));
        var act = await Hub.LookAsync(db => db.Acts.SingleAsync(a => a.Verb == "declined a question"));
        Assert.Equal((Cast.Ada.PersonId, Cast.Bo.PersonId, question, "It names a person."), (act.ActorId, act.OnPersonId, act.OnWhat, act.Why));
        Assert.Null((await Stage.LookAtAsync(id)).AnsweringId);
        Assert.Equal("This question has been taken away.", await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "Late.")));
        Assert.Equal("This question has been taken away.", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, question, true)));
    }

    [Fact]
    public async Task A_question_taken_back_is_gone_and_is_not_being_answered()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        await Stage.Questions.AnswerNowAsync(Cast.Gus, question);
        Assert.Equal(question, (await RoomAsync(id)).Hotseat.AnsweringId);

        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
        var room = await RoomAsync(id);
        Assert.Empty(room.Questions);
        Assert.Null(room.Hotseat.AnsweringId);
    }

    [Fact]
    public async Task An_answer_ends_answering_now_tells_the_asker_and_stays_the_only_one()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        await Stage.Questions.AnswerNowAsync(Cast.Gus, question);
        await Stage.Questions.AnswerAsync(Cast.Gus, question, "With *plain* words.", "k1");

        Assert.Equal([$"Your question in {Title} has an answer: {Stage.Words}"], await Stage.NoticesOfAsync(Cast.Bo));
        var room = await RoomAsync(id);
        Assert.Null(room.Hotseat.AnsweringId);
        Assert.Equal("With *plain* words.", Assert.Single(room.Answered).Answer!.Text);

        Assert.Equal("This question has an answer already. Yours is kept as a draft.", await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "Another.", "k1")));
        Assert.Equal("This question has been answered. It stays.", await RefusedAsync(() => Stage.Questions.WithdrawAsync(Cast.Bo, question)));
        Assert.Equal("This question is not waiting any more.", await RefusedAsync(() => Stage.Questions.DeclineAsync(Cast.Ada, question, "Late.")));
        Assert.Equal("This question is not waiting any more.", await RefusedAsync(() => Stage.Questions.AnswerNowAsync(Cast.Gus, question)));
        Assert.Equal("This question is not waiting any more.", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, question, true)));
    }

    [Fact]
    public async Task Wrapping_up_answers_go_on_and_in_the_archive_they_do_not()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var (one, two) = (await Stage.AskAsync(Cast.Bo, id), await Stage.AskAsync(Cast.Bo, id, "Another?"));
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Questions.AnswerAsync(Cast.Gus, one, "So it is.");
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        Assert.Contains("kept as a draft", await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, two, "Late.")), StringComparison.Ordinal);
        Assert.Equal("This hotseat is over.", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, two, true)));
    }

    [Fact]
    public async Task Cancelled_those_who_come_and_the_guest_are_told_why_once()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        foreach (var who in new[] { Cast.Bo, Cast.Cy, Cast.Gus }) await Stage.Sessions.ComeAsync(who, id, true);
        await Stage.Sessions.ComeAsync(Cast.Cy, id, false);
        await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");

        var words = $"{Title} is cancelled. Gus is ill.";
        Assert.Equal([words], await Stage.NoticesOfAsync(Cast.Bo));
        Assert.Single(await Stage.NoticesOfAsync(Cast.Gus), words);
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Cy));
        Assert.Equal("Gus is ill.", (await RoomAsync(id)).Hotseat.CancelledWhy);
    }

    [Fact]
    public async Task A_cancelled_draft_tells_nobody()
    {
        var id = await Stage.HotseatAsync(HotseatState.Draft);
        await Stage.Sessions.CancelAsync(Cast.Ada, id, "A slip.");
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Gus));
    }

    [Fact]
    public async Task A_new_guest_is_told_of_the_desk_and_the_old_one_not_of_the_new_time()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        Assert.Equal([$"You are the guest of {Title}, Thursday 12 March, 11:00 to 12:00, UK time. Your desk is ready."], await Stage.NoticesOfAsync(Cast.Gus));

        var form = await Stage.FormAsync(new DateTime(2026, 3, 13, 11, 0, 0));
        await Stage.Sessions.ChangeAsync(Cast.Ada, id, form with { GuestId = await Stage.IdOfAsync(Cast.Cy) });

        Assert.Equal([$"You are the guest of {Title}, Friday 13 March, 11:00 to 12:00, UK time. Your desk is ready."], await Stage.NoticesOfAsync(Cast.Cy));
        Assert.Single(await Stage.NoticesOfAsync(Cast.Gus));
        var question = await Stage.AskAsync(Cast.Bo, id);
        Assert.Equal("Only the guest of this hotseat can answer.", await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "Old.")));
        await Stage.Questions.AnswerAsync(Cast.Cy, question, "New.");
    }

    [Fact]
    public async Task Another_zone_at_the_same_instant_is_kept_and_tells_nobody()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        await Stage.Sessions.ChangeAsync(Cast.Ada, id, await Stage.FormAsync(new DateTime(2026, 3, 12, 12, 0, 0), zone: "Europe/Paris"));

        var hotseat = await Stage.LookAtAsync(id);
        Assert.Equal(("Europe/Paris", new DateTime(2026, 3, 12, 12, 0, 0), Stage.Starts), (hotseat.Zone, hotseat.StartsLocal, hotseat.StartsAt));
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Bo));
    }

    [Fact]
    public async Task The_form_seats_a_member_and_nobody_else()
    {
        foreach (var guest in new[] { await Stage.IdOfAsync(Cast.Ned), await Stage.IdOfAsync(Cast.Xan), "nul\0", "bbbbbbbbbbbb" })
        {
            Assert.Equal("Choose the guest from the members of this community.", await RefusedAsync(async () =>
                await Stage.DraftAsync(form: await Stage.FormAsync() with { GuestId = guest })));
        }
    }

    [Fact]
    public async Task The_announcement_line_is_seen_by_all_and_says_whose_it_is()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.Sessions.SayAsync(Cast.Ada, id, "Ten minutes left.");
        Assert.Equal(("Ten minutes left.", "Ada Osei"), ((await RoomAsync(id)).Hotseat.Announcement, (await RoomAsync(id)).Hotseat.AnnouncementBy));
        await Stage.Sessions.SayAsync(Cast.Ada, id, "");
        Assert.Null((await RoomAsync(id)).Hotseat.Announcement);
    }

    [Fact]
    public async Task A_room_is_read_once_for_each_change_and_its_rows_stay_the_same_objects()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var first = await Stage.AskAsync(Cast.Bo, id);
        var before = await RoomAsync(id);
        var reads = Stage.Rooms.Reads;

        var second = await Stage.AskAsync(Cast.Cy, id, "Another?");
        var rooms = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => RoomAsync(id))));

        Assert.Equal(reads + 2, Stage.Rooms.Reads); // the words and the votes
        Assert.All(rooms, room => Assert.Same(rooms[0], room));
        Assert.Same(before.Find(first), rooms[0].Find(first));
        Assert.Same(before.Hotseat, rooms[0].Hotseat);
        Assert.NotNull(rooms[0].Find(second));
    }

    [Fact]
    public async Task Somebody_who_has_left_is_not_the_guest_any_more()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Open);
        var number = (await Stage.Rooms.FindAsync(id, TestContext.Current.CancellationToken))!.Value.HotseatId;
        Assert.True((await Stage.Rooms.ReadMineAsync(Cast.Gus, number, TestContext.Current.CancellationToken)).IsGuest);
        await Hub.Writes.DoAsync(async work =>
        {
            (await work.Db.Memberships.SingleAsync(m => m.PersonId == Cast.Gus.PersonId && m.CommunityId == Cast.Open)).End(work.Now);
            work.Announce(CommunityHub.Live.LiveTopic.CommunityRights(Cast.Open));
        }, TestContext.Current.CancellationToken);
        Assert.False((await Stage.Rooms.ReadMineAsync(Cast.Gus, number, TestContext.Current.CancellationToken)).IsGuest);
    }

    async Task<RoomSnapshot> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Bo, id))!.Room;
}
