using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class MergingOnSqliteTests() : MergingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MergingOnPostgresTests() : MergingTests(new PostgresTestDatabase());

public abstract class MergingTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    QuestionMerges Merges => Stage.Merges;

    [Fact]
    public async Task Three_and_four_who_want_it_with_two_in_common_make_five()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var (dan, ema) = (await JoinsAsync("Dan"), await JoinsAsync("Ema"));
        var one = await AskedAsync(id, Cast.Bo, "Who pays for a ramp?", Cast.Cy, dan);
        var other = await AskedAsync(id, Cast.Gus, "Who pays for ramps?", Cast.Cy, dan, ema);

        await Merges.MergeAsync(Cast.Ada, one, [one, other]);

        var room = await ReadAsync(id);
        Assert.Equal([one], room.Room.Questions.Select(q => q.Id));
        Assert.Equal(5, room.Votes.Of(one));
        Assert.Equal("Who pays for a ramp?", room.Room.Find(one)!.Text);
        Assert.Equal(7, await Hub.LookAsync(db => db.Votes.CountAsync())); // each stays on its own question
    }

    [Fact]
    public async Task An_undo_gives_back_exactly_what_was_there()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var dan = await JoinsAsync("Dan");
        var one = await AskedAsync(id, Cast.Bo, "Who pays for a ramp?", Cast.Cy, dan);
        var other = await AskedAsync(id, Cast.Gus, "Who pays for ramps?", Cast.Cy);
        var before = await ReadAsync(id);
        var (rows, votes) = (before.Room.Questions.ToList(), await VotesAsync());

        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Merges.UndoAsync(Cast.Ada, other);

        var after = await ReadAsync(id);
        Assert.Equal(rows, after.Room.Questions);
        Assert.Equal((3, 2), (after.Votes.Of(one), after.Votes.Of(other)));
        Assert.Equal(votes, await VotesAsync());
        Assert.Empty(after.Room.MergedAway);
    }

    [Fact]
    public async Task Both_askers_are_told_and_named_as_they_chose()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var one = await AskedAsync(id, Cast.Bo, "Who pays for a ramp?");
        var other = await AskedAsync(id, Cast.Cy, "Who pays for ramps?");

        await Merges.MergeAsync(Cast.Ada, one, [other]);

        Assert.Equal("Bo Lindqvist and Cy Morrow", (await ReadAsync(id)).Room.Find(one)!.AskedBy);
        Assert.Contains("1 vote became 2. You are both named as you chose.", (await Stage.NoticesOfAsync(Cast.Bo))[^1], StringComparison.Ordinal);
        Assert.Contains("Your question “Who pays for ramps?” is now part of “Who pays for a ramp?”.", (await Stage.NoticesOfAsync(Cast.Cy))[^1], StringComparison.Ordinal);
        await Merges.UndoAsync(Cast.Ada, other);
        Assert.Contains("stands by itself again", (await Stage.NoticesOfAsync(Cast.Bo))[^1], StringComparison.Ordinal);
        Assert.Contains("stands by itself again: Who pays for ramps?", (await Stage.NoticesOfAsync(Cast.Cy))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_gave_the_room_no_name_are_credited_as_members_and_known_to_be_without_one()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var toFacilitators = await Stage.Questions.AskAsync(Cast.Bo, id, "Who pays for a ramp?", naming: Naming.ToFacilitators);
        var unnamed = await Stage.Questions.AskAsync(Cast.Cy, id, "Who pays for ramps?", naming: Naming.Unnamed);
        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await Merges.MergeAsync(Cast.Ada, toFacilitators, [unnamed]);

        var row = (await ReadAsync(id)).Room.Find(toFacilitators)!;
        Assert.Equal(("2 members", false), (row.AskedBy, row.IsNamed));
        Assert.Equal([toFacilitators], (await MineAsync(Cast.Cy, id)).AskedWithoutName);
        var names = await Hub.Get<AskerNames>().ReadAsync(Cast.Ada, id, Cancel);
        Assert.Equal("Bo Lindqvist", names.Of(row)); // and nobody else's
        Assert.Equal("Bo Lindqvist", names.Of(row with { Id = unnamed, MergedIds = toFacilitators }));

        await Merges.MergeAsync(Cast.Ada, toFacilitators, [await AskedAsync(id, Cast.Gus, "Ramps: who pays?")]);
        row = (await ReadAsync(id)).Room.Find(toFacilitators)!;
        Assert.Equal(("Gus Hallam and 2 members", true), (row.AskedBy, row.IsNamed));
    }

    [Fact]
    public async Task A_seed_that_a_member_asked_too_is_credited_to_the_member_and_sinks_no_more()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Hub.Get<QuestionImports>().BringInAsync(Cast.Ada, id, "Question\nWho pays for a ramp?", PlacedKind.Seed);
        var seed = Assert.Single((await ReadAsync(id)).Room.Questions).Id;
        await Merges.MergeAsync(Cast.Ada, seed, [await AskedAsync(id, Cast.Bo, "Who pays for ramps?")]);

        var row = (await ReadAsync(id)).Room.Find(seed)!;
        Assert.Equal(("Bo Lindqvist", true, false), (row.AskedBy, row.IsNamed, row.IsSeed));
    }

    [Fact]
    public async Task An_address_of_the_merged_question_leads_to_the_one_that_stands()
    {
        var (id, one, other) = await TwoAsync();
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        var third = await AskedAsync(id, Cast.Gus, "Ramps, who pays?");
        await Merges.MergeAsync(Cast.Ada, third, [one]);

        var room = (await ReadAsync(id)).Room;
        Assert.Equal(third, room.FindStanding(other)!.Id);
        Assert.Equal(third, room.FindStanding(one)!.Id);
        Assert.Equal([one, other], room.Find(third)!.MergedIds.Split(' ').Order().OrderBy(merged => merged != one));
        Assert.Null(room.Find(other));
    }

    [Fact]
    public async Task Whoever_wanted_either_has_wanted_the_one_and_takes_it_back_once()
    {
        var (id, one, other) = await TwoAsync();
        var dan = await JoinsAsync("Dan");
        await Stage.Questions.VoteAsync(dan, one, true);
        await Stage.Questions.VoteAsync(dan, other, true);
        await Merges.MergeAsync(Cast.Ada, one, [other]);

        Assert.Equal([one], (await MineAsync(dan, id)).Wanted);
        Assert.Equal(3, (await ReadAsync(id)).Votes.Of(one));
        await Stage.Questions.VoteAsync(dan, other, false); // an old page still has the other
        Assert.Empty((await MineAsync(dan, id)).Wanted);
        Assert.Equal(2, (await ReadAsync(id)).Votes.Of(one));
        await Stage.Questions.VoteAsync(dan, other, true);
        Assert.Equal(3, (await ReadAsync(id)).Votes.Of(one));
    }

    [Fact]
    public async Task Whoever_asked_either_counts_as_one_who_wants_it()
    {
        var (id, one, other) = await TwoAsync();
        await Merges.MergeAsync(Cast.Ada, one, [other]);

        Assert.Equal([one], (await MineAsync(Cast.Cy, id)).Asked);
        Assert.Contains("your own question", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, one, false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_asker_hears_of_the_answer_and_of_a_decline()
    {
        var (id, one, other) = await TwoAsync();
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Stage.Questions.AnswerAsync(Cast.Gus, other, "The council does."); // written at a desk that still had the other

        Assert.Equal("The council does.", (await ReadAsync(id)).Room.Find(one)!.Answer!.Text);
        foreach (var asker in new[] { Cast.Bo, Cast.Cy }) Assert.Contains("has an answer", (await Stage.NoticesOfAsync(asker))[^1], StringComparison.Ordinal);

        var (third, fourth) = (await AskedAsync(id, Cast.Bo, "Is Jo lazy?"), await AskedAsync(id, Cast.Cy, "Why is Jo lazy?"));
        await Merges.MergeAsync(Cast.Ada, third, [fourth]);
        await Stage.Questions.DeclineAsync(Cast.Ada, third, "Please ask without the name.");
        foreach (var asker in new[] { Cast.Bo, Cast.Cy })
        {
            Assert.Contains("Please ask without the name.", (await Stage.NoticesOfAsync(asker))[^1], StringComparison.Ordinal);
            Assert.Equal("Please ask without the name.", Assert.Single((await MineAsync(asker, id)).Declined).Why);
        }
        Assert.Null((await ReadAsync(id)).Room.Find(fourth));
    }

    [Fact]
    public async Task An_asker_who_takes_it_back_leaves_the_question_to_the_others()
    {
        var (id, one, other) = await TwoAsync();
        var dan = await JoinsAsync("Dan");
        await Stage.Questions.VoteAsync(dan, one, true);
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Stage.Questions.AnswerNowAsync(Cast.Ada, one);

        await Stage.Questions.WithdrawAsync(Cast.Bo, one);

        var room = await ReadAsync(id);
        Assert.Equal(("Who pays for ramps?", "Cy Morrow"), (room.Room.Find(other)!.Text, room.Room.Find(other)!.AskedBy));
        Assert.Equal(2, room.Votes.Of(other)); // Cy's, and Dan's who wanted the other words
        Assert.Equal(other, room.Room.AnsweringNow!.Id);
        Assert.Equal(other, room.Room.FindStanding(one)!.Id);
        Assert.Empty((await MineAsync(Cast.Bo, id)).Asked);

        await Stage.Questions.WithdrawAsync(Cast.Cy, other);
        Assert.Empty((await ReadAsync(id)).Room.Questions);
        Assert.Null((await ReadAsync(id)).Room.AnsweringNow);
    }

    [Fact]
    public async Task The_asker_of_the_merged_one_takes_back_only_their_part()
    {
        var (id, one, other) = await TwoAsync();
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Stage.Questions.WithdrawAsync(Cast.Cy, one);

        var room = await ReadAsync(id);
        Assert.Equal("Bo Lindqvist", room.Room.Find(one)!.AskedBy);
        Assert.Equal(1, room.Votes.Of(one));
        Assert.Contains("taken this question back", await RefusedAsync(() => Merges.UndoAsync(Cast.Ada, other)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_answered_follows_the_merge()
    {
        var (id, one, other) = await TwoAsync();
        await Stage.Questions.AnswerNowAsync(Cast.Ada, other);
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        Assert.Equal(one, (await ReadAsync(id)).Hotseat.AnsweringId);
    }

    [Fact]
    public async Task A_merged_question_is_not_merged_again_nor_merged_into()
    {
        var (id, one, other) = await TwoAsync();
        var third = await AskedAsync(id, Cast.Gus, "Ramps, who pays?");
        await Merges.MergeAsync(Cast.Ada, one, [other]);

        Assert.Contains("merged one of these meanwhile", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, third, [other])), StringComparison.Ordinal);
        Assert.Contains("merged one of these meanwhile", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, other, [third])), StringComparison.Ordinal);
        Assert.Contains("merged one of these meanwhile", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, other, [one])), StringComparison.Ordinal); // a cycle
        Assert.Equal([one, third], (await ReadAsync(id)).Room.Questions.Select(q => q.Id));
    }

    [Fact]
    public async Task A_merge_of_merged_questions_is_undone_in_its_parts()
    {
        var (id, one, other) = await TwoAsync();
        var third = await AskedAsync(id, Cast.Gus, "Ramps, who pays?");
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Merges.MergeAsync(Cast.Ada, third, [one]);
        Assert.Equal(3, (await ReadAsync(id)).Votes.Of(third));

        await Merges.UndoAsync(Cast.Ada, one);
        var room = await ReadAsync(id);
        Assert.Equal((2, 1), (room.Votes.Of(one), room.Votes.Of(third)));
        await Merges.UndoAsync(Cast.Ada, other);
        Assert.Equal(3, (await ReadAsync(id)).Room.Questions.Count);
    }

    [Fact]
    public async Task Done_twice_it_is_done_once()
    {
        var (id, one, other) = await TwoAsync();
        await Merges.MergeAsync(Cast.Ada, one, [other, other, one]);
        var told = (await Stage.NoticesOfAsync(Cast.Cy)).Count;
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        Assert.Equal(told, (await Stage.NoticesOfAsync(Cast.Cy)).Count);

        await Merges.UndoAsync(Cast.Ada, other);
        await Merges.UndoAsync(Cast.Ada, other);
        Assert.Equal(2, (await ReadAsync(id)).Room.Questions.Count);
    }

    [Fact]
    public async Task An_answered_question_keeps_its_words_and_takes_others_in()
    {
        var (id, one, other) = await TwoAsync();
        await Stage.Questions.AnswerAsync(Cast.Gus, one, "The council does.");

        Assert.Contains("Let its words stay", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, other, [one])), StringComparison.Ordinal);
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        Assert.Equal("Bo Lindqvist and Cy Morrow", Assert.Single((await ReadAsync(id)).Room.Answered).AskedBy);
        await Merges.UndoAsync(Cast.Ada, other);
        Assert.Equal([other], (await ReadAsync(id)).Room.Waiting.Select(q => q.Id));

        await Stage.Questions.AnswerAsync(Cast.Gus, other, "We do.");
        Assert.Contains("Both have an answer", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, [other])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_of_two_hotseats_never_were_and_gone_ones_are_refused()
    {
        var (_, one, other) = await TwoAsync();
        var elsewhere = await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live), "And here?");

        Assert.Contains("of one hotseat", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, [elsewhere])), StringComparison.Ordinal);
        Assert.Contains("of one hotseat", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, ["bbbbbbbbbbbb"])), StringComparison.Ordinal);
        Assert.Contains("Choose two questions", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, [one, "never\0was"])), StringComparison.Ordinal);
        await Stage.Questions.WithdrawAsync(Cast.Cy, other);
        Assert.Contains("taken away", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, [other])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_end_everything_stays_as_it_is()
    {
        var (id, one, other) = await TwoAsync();
        var third = await AskedAsync(id, Cast.Gus, "Ramps, who pays?");
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);

        Assert.Contains("is over", await RefusedAsync(() => Merges.MergeAsync(Cast.Ada, one, [third])), StringComparison.Ordinal);
        Assert.Contains("is over", await RefusedAsync(() => Merges.UndoAsync(Cast.Ada, other)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bo", "Only a facilitator")]
    [InlineData("gus", "Only a facilitator")]
    [InlineData("eve", "suspended")]
    [InlineData("fay", "There is no page here")]
    [InlineData("ned", "There is no page here")]
    [InlineData("dot", "There is no page here")]
    [InlineData("xan", "There is no page here")]
    [InlineData("visitor", "Sign in")]
    public async Task Only_a_facilitator_merges_and_undoes(string who, string words)
    {
        var (id, one, other) = await TwoAsync();
        Assert.Contains(words, await RefusedAsync(() => Merges.MergeAsync(Cast.Named(who), one, [other])), StringComparison.Ordinal);
        await Merges.MergeAsync(Cast.Ada, one, [other]);
        Assert.Contains(words, await RefusedAsync(() => Merges.UndoAsync(Cast.Named(who), other)), StringComparison.Ordinal);
        Assert.Single((await ReadAsync(id)).Room.Questions);
    }

    [Fact]
    public async Task Merged_in_opposite_directions_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var (id, one, other) = await TwoAsync();
            var writes = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock); // another server
            var second = new QuestionMerges(writes);
            var refusals = await Task.WhenAll(
                Task.Run(async () => await Record.ExceptionAsync(() => Merges.MergeAsync(Cast.Ada, one, [other]))),
                Task.Run(async () => await Record.ExceptionAsync(() => second.MergeAsync(Cast.Ada, other, [one]))));

            Assert.Contains("merged one of these meanwhile", Assert.IsType<RefusedException>(Assert.Single(refusals, refused => refused is not null)).Message, StringComparison.Ordinal);
            Assert.Equal(2, (await ReadAsync(id)).Votes.Of(Assert.Single((await ReadAsync(id)).Room.Questions).Id));
        }
    }

    [Fact]
    public async Task Merged_and_answered_at_once_no_answer_is_lost()
    {
        for (var round = 0; round < 5; round++)
        {
            var (id, one, other) = await TwoAsync();
            var writes = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
            var second = new HotseatQuestions(writes, new Limits(Hub.Clock) { AreOff = true });
            await Task.WhenAll(
                Task.Run(async () => await Record.ExceptionAsync(() => Merges.MergeAsync(Cast.Ada, one, [other]))),
                Task.Run(() => second.AnswerAsync(Cast.Gus, other, "The council does.")));

            Assert.Equal("The council does.", Assert.Single((await ReadAsync(id)).Room.Answered).Answer!.Text);
        }
    }

    async Task<(string Hotseat, string One, string Other)> TwoAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        return (id, await AskedAsync(id, Cast.Bo, "Who pays for a ramp?"), await AskedAsync(id, Cast.Cy, "Who pays for ramps?"));
    }

    async Task<string> AskedAsync(string hotseat, Actor asker, string words, params Actor[] wanting)
    {
        var id = await Stage.AskAsync(asker, hotseat, words);
        foreach (var one in wanting) await Stage.Questions.VoteAsync(one, id, true);
        return id;
    }

    async Task<HotseatRoom> ReadAsync(string hotseat) => (await Stage.Rooms.ReadAsync(Cast.Ada, hotseat, Cancel))!;

    async Task<MyPart> MineAsync(Actor actor, string hotseat) => await Stage.Rooms.ReadMineAsync(actor, (await ReadAsync(hotseat)).HotseatId, Cancel);

    Task<List<string>> VotesAsync() => Hub.LookAsync(db => db.Votes.OrderBy(v => v.QuestionId).ThenBy(v => v.PersonId).Select(v => $"{v.QuestionId} {v.PersonId} {v.At:O}").ToListAsync());

    Task<Actor> JoinsAsync(string name) => Hub.Writes.DoAsync(async work =>
    {
        var person = Person.Register(name, "Europe/London", work.Now);
        person.Confirm(work.Now);
        work.Db.Add(person);
        await work.Db.SaveChangesAsync();
        work.Db.Add(Membership.Begin(Cast.ByRequest, person.Id, work.Now.AddDays(-1)));
        return Actor.Of(person.Id);
    });
}
