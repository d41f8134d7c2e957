using System.Text;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Drafts;

/// What people are typing, kept for them alone. Nobody else can ask for it.
public sealed class DraftKeeping(HubWrites writes, IDbContextFactory<HubDb> databases, RehearsalEnds rehearsals, TimeProvider clock)
{
    /// How many one person may have; then the one that rested longest goes.
    public const int MostDrafts = 200;

    /// In bytes of UTF-8.
    public const int LongestText = 100 * 1024;

    /// Takes the place of the version it was typed on (0: there was none). Where another device has written meanwhile it keeps nothing and
    /// gives that device's text. An empty text forgets the draft. Refuses visitors, places that are none, and more than <see cref="LongestText"/>.
    public async Task<Keeping> KeepAsync(Actor actor, string? place, string? text, long version, CancellationToken cancel = default)
    {
        var known = RequirePlace(place);
        if (rehearsals.Holds(known)) throw new RefusedException("This rehearsal is over. Nothing of it is kept.");
        var whole = Whole(text ?? "");
        if (Encoding.UTF8.GetByteCount(whole) > LongestText) throw new RefusedException("This is too long to keep on the server. Your browser keeps it.");

        try
        {
            return await writes.DoAsync(work => KeepAsync(work, actor, known, whole, version), cancel);
        }
        catch (DbUpdateException)
        {
            // Another server was quicker by a moment.
            return new Keeping(IsKept: false, await ReadAsync(actor, known, cancel));
        }
    }

    /// The public id under which a browser keeps what is typed; null for visitors.
    public async Task<string?> OwnerAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var known = (await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel)).KnownId;
        return await db.People.Where(p => p.Id == known).Select(p => p.PublicId).SingleOrDefaultAsync(cancel);
    }

    /// Of version 0 and empty where there is none. Refuses visitors.
    public async Task<DraftCard> ReadAsync(Actor actor, string? place, CancellationToken cancel = default)
    {
        var known = RequirePlace(place);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ReadAsync(db, await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), known, cancel);
    }

    /// For a page that has read its reader.
    public async Task<DraftCard> ReadAsync(Reader reader, string? place, CancellationToken cancel = default)
    {
        var known = RequirePlace(place);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ReadAsync(db, reader, known, cancel);
    }

    /// Several boxes of one form at once, by their places. Those that keep nothing are not there.
    public async Task<IReadOnlyDictionary<string, DraftCard>> ReadAllAsync(Reader reader, IReadOnlyList<string> places, CancellationToken cancel = default)
    {
        foreach (var place in places) RequirePlace(place);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ReadAllAsync(db, reader, places, cancel);
    }

    /// The same. Refuses visitors.
    public async Task<IReadOnlyDictionary<string, DraftCard>> ReadAllAsync(Actor actor, IReadOnlyList<string> places, CancellationToken cancel = default)
    {
        foreach (var place in places) RequirePlace(place);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ReadAllAsync(db, await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), places, cancel);
    }

    sealed record Kept(string Place, DraftCard Card);

    // Each page with a form asks it.
    static readonly CompiledQuery<Func<HubDb, long, IReadOnlyList<string>, IAsyncEnumerable<Kept>>> Find = CompiledQuery.ListOf(
        (HubDb db, long me, IReadOnlyList<string> places) => db.Drafts.Where(d => d.PersonId == me && places.Contains(d.Place))
            .Select(d => new Kept(d.Place, new DraftCard(d.Text, d.Version, d.ChangedAt))));

    static async Task<IReadOnlyDictionary<string, DraftCard>> ReadAllAsync(HubDb db, Reader reader, IReadOnlyList<string> places, CancellationToken cancel)
    {
        var me = reader.RequireWriter();
        return await Find.In(db)(db, me, places).ToDictionaryAsync(d => d.Place, d => d.Card, cancellationToken: cancel);
    }

    static async Task<DraftCard> ReadAsync(HubDb db, Reader reader, string known, CancellationToken cancel)
    {
        var me = reader.RequireWriter();
        return await db.Drafts.Where(d => d.PersonId == me && d.Place == known)
            .Select(d => new DraftCard(d.Text, d.Version, d.ChangedAt))
            .SingleOrDefaultAsync(cancel) ?? DraftCard.None;
    }

    public Task ForgetAsync(Actor actor, string? place) => writes.DoAsync(async work =>
    {
        var known = RequirePlace(place);
        await work.ForgetDraftAsync((await work.ReadAsync(actor)).RequireWriter(), known);
    });

    static async Task<Keeping> KeepAsync(HubWork work, Actor actor, string place, string text, long version)
    {
        var me = (await work.ReadAsync(actor)).RequireWriter();
        var draft = await work.Db.Drafts.SingleOrDefaultAsync(d => d.PersonId == me && d.Place == place);
        if (draft is not null && draft.Text == text) return new Keeping(IsKept: true, CardOf(draft));

        // What was sent or emptied elsewhere (no draft any more) stands in nobody's way.
        if (draft is not null && draft.Version != version) return new Keeping(IsKept: false, CardOf(draft));
        if (text.Length == 0)
        {
            if (draft is not null) work.Db.Remove(draft);
            return new Keeping(IsKept: true, DraftCard.None);
        }

        if (draft is null)
        {
            await MakeRoomAsync(work, me);
            work.Db.Add(draft = Draft.At(place, me, work.Now));
        }
        draft.Keep(text, work.Now);
        await work.RingTypingAsync(place);
        return new Keeping(IsKept: true, CardOf(draft));
    }

    static async Task MakeRoomAsync(HubWork work, long me)
    {
        var rested = await work.Db.Drafts.Where(d => d.PersonId == me)
            .OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Skip(MostDrafts - 1).ToListAsync();
        work.Db.RemoveRange(rested);
    }

    static DraftCard CardOf(Draft draft) => new(draft.Text, draft.Version, draft.ChangedAt);

    static string RequirePlace(string? place) =>
        place is { Length: > 0 and <= Draft.LongestPlace } && place.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '-')
            ? place
            : throw new RefusedException("This form is not as we sent it. Load the page again. What you typed is kept.");

    // As typed, but for what a database cannot hold: PostgreSQL refuses the sign 0 and half a surrogate pair.
    static string Whole(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\0')) return text;

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0) whole.Append(rune);
        }
        return whole.ToString();
    }
}

/// A draft as its person left it.
public sealed record DraftCard(string Text, long Version, DateTime ChangedAt)
{
    public static DraftCard None { get; } = new("", 0, default);
}

/// Whether a text was kept; where it was not, the draft that stood in its way.
public sealed record Keeping(bool IsKept, DraftCard Draft);
