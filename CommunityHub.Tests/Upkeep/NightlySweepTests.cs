using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Drafts;
using CommunityHub.Tests.Support;
using CommunityHub.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Upkeep;

public sealed class NightlySweepOnSqliteTests() : NightlySweepTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class NightlySweepOnPostgresTests() : NightlySweepTests(new PostgresTestDatabase());

public abstract class NightlySweepTests(TestDatabase database)
{
    [Fact]
    public async Task What_nobody_needs_any_more_goes_when_its_time_has_come()
    {
        await using var hub = await TestHub.OnAsync(database);
        var bo = hub.Cast.Bo.PersonId!.Value;
        await hub.Writes.DoAsync(work =>
        {
            work.Db.Add(Sent.Of(bo, "a key", "a result", work.Now));
            var draft = Draft.At("ask/somewhere", bo, work.Now);
            draft.Keep("Half a question", work.Now);
            work.Db.Add(draft);
            var ended = SignIn.Start(bo, [1], "Firefox on Linux", work.Now);
            ended.End(work.Now);
            work.Db.Add(ended);
            work.Db.Add(SignIn.Start(bo, [2], "Safari on iPhone", work.Now));
            var sent = Mail.Write("bo@demo.test", "News", "There is news.", work.Now);
            sent.WasSent(work.Now);
            var waiting = Mail.Write("bo@demo.test", "More", "There is more.", work.Now);
            work.Db.AddRange(sent, waiting);
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal("1 draft, 1 sent, 2 sign-ins, 2 mails", await AfterDaysAsync(hub, 29));
        Assert.Equal("1 draft, 0 sent, 1 sign-ins, 1 mails", await AfterDaysAsync(hub, 31));
        Assert.Equal("1 draft, 0 sent, 1 sign-ins, 1 mails", await AfterDaysAsync(hub, 43));
        // Not used for a fortnight, and a month more.
        Assert.Equal("1 draft, 0 sent, 0 sign-ins, 1 mails", await AfterDaysAsync(hub, 45));
        Assert.Equal("1 draft, 0 sent, 0 sign-ins, 1 mails", await AfterDaysAsync(hub, 89));
        // A letter that never went is somebody's trouble to see.
        Assert.Equal("0 draft, 0 sent, 0 sign-ins, 1 mails", await AfterDaysAsync(hub, 91));
    }

    static async Task<string> AfterDaysAsync(TestHub hub, int days)
    {
        hub.Clock.MoveTo(TestHub.Start.AddDays(days));
        await hub.Get<NightlySweep>().SweepAsync(TestContext.Current.CancellationToken);
        return await hub.LookAsync(async db =>
            $"{await db.Drafts.CountAsync()} draft, {await db.Sent.CountAsync()} sent, {await db.SignIns.CountAsync()} sign-ins, {await db.Mails.CountAsync()} mails");
    }
}
