using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Attention;

/// Sends the letters that are in the queue.
public sealed partial class Post(IDbContextFactory<HubDb> databases, HubWrites writes, SiteAddress address, TimeProvider clock, ILogger<Post> log, ICarrier? carrier = null)
{
    const int AtOnce = 20;

    // Whoever takes a letter has so long to send it. Then another server may try.
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// Sends what is due; says how many letters it took up. One that fails waits, longer each time, and never stops the others.
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        if (carrier is null || await address.FindAsync() is not { } site) return 0; // kept until somebody says the site's address

        var now = Now;
        List<Due> due;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            due = await db.Mails.Where(m => m.NextTryAt <= now).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(AtOnce)
                .Select(m => new Due(m.Id, m.NextTryAt!.Value)).ToListAsync(cancel);
        }
        foreach (var one in due) await SendAsync(one, site, cancel);
        return due.Count;
    }

    async Task SendAsync(Due due, string site, CancellationToken cancel)
    {
        var until = Now + Lease;
        var mail = await writes.DoAsync(async work =>
        {
            // In one statement: of two servers, one finds the row as it was.
            if (await work.Db.Mails.Where(m => m.Id == due.Id && m.NextTryAt == due.At).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextTryAt, until), CancellationToken.None) == 0) return null;
            var mine = await work.Db.Mails.SingleAsync(m => m.Id == due.Id);
            if (!(mine.GoodUntil < work.Now) && await MayReadAsync(work, mine)) return mine;
            mine.Drop(work.Now);
            return null;
        }, cancel);
        if (mail is null) return;

        string? fault = null;
        try
        {
            var text = mail.Path is null ? mail.Text : $"{mail.Text}\n\n{site}{mail.Path}";
            await carrier!.CarryAsync(new Letter(mail.Id, mail.To, Wording.Line(mail.Subject), text), cancel);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            LogFault(log, trouble, mail.Id);
            fault = Wording.Shorten(Wording.Line(trouble.Message), 200);
        }
        await writes.DoAsync(async work =>
        {
            var sent = await work.Db.Mails.SingleAsync(m => m.Id == mail.Id);
            if (fault is null) sent.WasSent(work.Now);
            else sent.Failed(fault, sent.Tries < Waits.Length ? work.Now + Waits[sent.Tries] : null, work.Now);
        }, CancellationToken.None);
    }

    // Composed before somebody lost their right to read: not sent after it.
    static async Task<bool> MayReadAsync(HubWork work, Mail mail)
    {
        if (mail is not { CommunityId: { } community, PersonId: { } person }) return true;
        var reader = await work.ReadAsync(Actor.Of(person));
        return await work.Db.CommunitiesReadBy(reader).AnyAsync(c => c.Id == community);
    }

    [LoggerMessage(LogLevel.Warning, "Letter {Id} could not be sent")]
    static partial void LogFault(ILogger log, Exception fault, long id);

    sealed record Due(long Id, DateTime At);
}
