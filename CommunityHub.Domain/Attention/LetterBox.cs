using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Attention;

/// The latest letters, for who looks after the post: who asks is the page's business, and no words of a letter are in it.
public sealed class LetterBox(IDbContextFactory<HubDb> databases)
{
    public async Task<int> CountWaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Mails.CountAsync(m => m.NextTryAt != null, cancel);
    }

    public async Task<IReadOnlyList<LetterLine>> ListAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Mails.OrderByDescending(m => m.Id).Take(100)
            .Select(m => new LetterLine(m.Id, m.To, m.Subject, m.CreatedAt, m.SentAt, m.GivenUpAt, m.LastFault)).ToListAsync();
    }
}

public sealed record LetterLine(long Id, string To, string Subject, DateTime CreatedAt, DateTime? SentAt, DateTime? GivenUpAt, string? LastFault);
