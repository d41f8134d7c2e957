using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.RateLimits;

/// L5, L13. The clock of the hub stands at Thursday 5 March 2026, 09:00 UTC.
public sealed class PostLimitTests() : HotseatTest(new SqliteTestDatabase())
{
    private protected override bool IsLimited => true;

    [Fact]
    public async Task A_seventh_question_in_a_minute_is_refused_with_the_time_in_the_zone_of_who_asks_and_nothing_is_lost()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Hub.Writes.DoAsync(async work => (await work.Db.People.SingleAsync(p => p.Id == Cast.Bo.PersonId)).LiveIn("Asia/Kolkata"), TestContext.Current.CancellationToken);
        for (var i = 0; i < 6; i++) await Stage.AskAsync(Cast.Bo, id, $"Question {i}?", $"k{i}");

        Assert.Equal("That was a lot at once. Try again at 14:31. Your text is kept.", await RefusedAsync(() => Stage.AskAsync(Cast.Bo, id, "One more?", "k6")));
        await Stage.AskAsync(Cast.Cy, id);
        // What was sent before is still only the first result.
        await Stage.AskAsync(Cast.Bo, id, "Question 0?", "k0");

        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await Stage.AskAsync(Cast.Bo, id, "One more?", "k6");
        Assert.Equal(8, await Hub.LookAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_does_not_count()
    {
        var (live, over) = (await Stage.HotseatAsync(HotseatState.Live), await Stage.HotseatAsync(HotseatState.WrappingUp, Cast.Open));
        for (var i = 0; i < 10; i++)
        {
            await RefusedAsync(() => Stage.AskAsync(Cast.Bo, live, ""));
            await RefusedAsync(() => Stage.AskAsync(Cast.Bo, over));
        }

        await Stage.AskAsync(Cast.Bo, live);
    }

    [Fact]
    public async Task A_sixty_first_question_in_an_hour_is_refused()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        for (var i = 0; i < 60; i++)
        {
            await Stage.AskAsync(Cast.Bo, id);
            Hub.Clock.Pass(TimeSpan.FromSeconds(15));
        }

        Assert.Equal("That was a lot at once. Try again at 10:00. Your text is kept.", await RefusedAsync(() => Stage.AskAsync(Cast.Bo, id)));
    }

    [Fact]
    public async Task On_their_first_day_somebody_asks_ten_questions()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var newcomer = await Hub.Writes.DoAsync(async work =>
        {
            var person = Person.Register("Nell Avery", "Europe/London", work.Now);
            person.Confirm(work.Now);
            work.Db.Add(person);
            await work.Db.SaveChangesAsync();
            work.Db.Add(Membership.Begin(Cast.ByRequest, person.Id, work.Now));
            return Actor.Of(person.Id);
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++)
        {
            await Stage.AskAsync(newcomer, id);
            Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.StartsWith("That was a lot at once.", await RefusedAsync(() => Stage.AskAsync(newcomer, id)), StringComparison.Ordinal);
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await Stage.AskAsync(newcomer, id);
    }

    [Fact]
    public async Task Those_who_hold_the_hotseat_are_not_counted()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        for (var i = 0; i < 20; i++)
        {
            await Stage.AskAsync(Cast.Ada, id);
            await Stage.AskAsync(Cast.Gus, id);
        }
    }

    [Fact]
    public async Task A_vote_to_and_fro_ends_after_sixty_in_a_minute()
    {
        var question = await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live));
        for (var i = 0; i < 60; i++) await Stage.Questions.VoteAsync(Cast.Cy, question, wanted: i % 2 == 0);

        Assert.StartsWith("That was a lot at once.", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, question, true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_to_join_and_taking_it_back_ends_after_ten_a_day()
    {
        var requests = Hub.Get<JoinRequests>();
        for (var i = 0; i < 10; i++)
        {
            await requests.AskAsync(Cast.Ned, Cast.ByRequest, "I run a day centre.");
            await requests.WithdrawAsync(Cast.Ned, Cast.ByRequest);
        }

        Assert.StartsWith("That was a lot at once.", await RefusedAsync(() => requests.AskAsync(Cast.Ned, Cast.ByRequest, "I run a day centre.")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_limits_are_lifted_nobody_is_counted()
    {
        Hub.Get<Limits>().AreOff = true;
        var id = await Stage.HotseatAsync(HotseatState.Live);
        for (var i = 0; i < 20; i++) await Stage.AskAsync(Cast.Bo, id);
    }
}
