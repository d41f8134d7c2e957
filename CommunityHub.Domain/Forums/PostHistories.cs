using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// A post as its writer edits it.
public sealed record PostToEdit(int Number, string Text, string Html, int Version, bool IsHalfFinished)
{
    /// Files that earlier versions had, and that can be deleted for good.
    public IReadOnlyList<FileRow> TakenOff { get; init; } = [];
}

/// One version of a post: from when, by an edit of which kind. IsMinor is of the edit that made it.
public sealed record PostVersion(string Text, string Html, DateTime At, string By, bool IsMinor)
{
    /// What that edit changed, in the text as it was typed. Null: it is the first version, or one of long ago.
    public IReadOnlyList<DiffPiece>? Changes { get; init; }

    /// What was attached to it: "ramp.png (A ramp beside three steps)".
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// What a post said before, and what its writer is to edit.
public sealed class PostHistories(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int Most = 100;

    /// So many of the latest are compared with what stood before: to compare takes time.
    public const int MostCompared = 20;

    /// As it stands. Null: not this actor's to edit.
    public async Task<PostToEdit?> ReadToEditAsync(Actor actor, string discussionId, int number, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (me, posts) = await FindAsync(db, actor, discussionId, number, cancel);
        return me is null ? null : await posts.Where(p => db.PostsBy(me.Value).Any(own => own.Id == p.Id))
            .Select(p => new PostToEdit(p.Number, p.Text, p.Html, p.Version, p.IsHalfFinished)
            {
                TakenOff = db.Attachments.Where(a => a.PostId == p.Id && a.UntilVersion != null).OrderBy(a => a.Id).Select(a => new FileRow(a.PublicId, a.Name, a.MediaType, a.Size, a.Width, a.Height, a.Alt)).ToList(),
            })
            .SingleOrDefaultAsync(cancel);
    }

    /// All versions, the latest first, for whoever may read the discussion. Null: there is no such post, or it was taken away.
    public async Task<IReadOnlyList<PostVersion>?> ReadAsync(Actor actor, string discussionId, int number, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (_, posts) = await FindAsync(db, actor, discussionId, number, cancel);
        var post = await posts.Select(p => new { p.Id, p.Version, p.Text, p.Html, p.At, By = p.Person.Name }).SingleOrDefaultAsync(cancel);
        if (post is null) return null;
        var before = await db.PostRevisions.Where(r => r.PostId == post.Id).OrderByDescending(r => r.Version).Take(Most)
            .Select(r => new { r.Version, r.Text, r.Html, r.WrittenAt, r.ReplacedAt, r.IsMinor }).ToListAsync(cancel);
        var files = await db.Attachments.Where(a => a.PostId == post.Id).OrderBy(a => a.Id).Select(a => new { a.Name, a.Alt, a.SinceVersion, a.UntilVersion }).ToListAsync(cancel);
        IReadOnlyList<string> filesAt(int version) => [.. files.Where(a => a.SinceVersion <= version && (a.UntilVersion ?? version) >= version).Select(a => a.Alt is { Length: > 0 } alt ? $"{a.Name} ({alt})" : a.Name)];
        var names = await MentionNames.NamesInAsync(db, before.Select(r => r.Html).Append(post.Html), cancel);
        string name(string html) => Mentions.Name(html, names, Person.Erased);
        // Each edit is kept with the text that it replaced: what it made is the version above.
        List<PostVersion> all = [new(post.Text, name(post.Html), before.Count > 0 ? before[0].ReplacedAt : post.At, post.By, before.Count > 0 && before[0].IsMinor) { Files = filesAt(post.Version) }];
        for (var i = 0; i < before.Count; i++) all.Add(new(before[i].Text, name(before[i].Html), before[i].WrittenAt, post.By, i + 1 < before.Count && before[i + 1].IsMinor) { Files = filesAt(before[i].Version) });
        var texts = all.ConvertAll(version => Mentions.NameInText(version.Text, names));
        return [.. all.Select((version, i) => i < MostCompared && i + 1 < all.Count ? version with { Changes = WordDiff.Between(texts[i + 1], texts[i]) } : version)];
    }

    async Task<(long? Me, IQueryable<Post> Posts)> FindAsync(HubDb db, Actor actor, string discussionId, int number, CancellationToken cancel)
    {
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var known = PublicId.IsWellFormed(discussionId) ? discussionId : null;
        return (reader.PersonId, db.Posts.Where(p => p.Number == number && p.RemovedAt == null && db.DiscussionsFor(reader).Any(d => d.Id == p.DiscussionId && d.PublicId == known)));
    }
}
