using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// How archives are read: the room through its door, and what was added to it from a shared snapshot.
public sealed class HotseatArchives(IDbContextFactory<HubDb> databases, LiveFeed live, HotseatRooms rooms, CommunityThemes themes)
{
    readonly Snapshots<ArchiveSnapshot> archives = new(live, LiveTopic.Hotseat, (id, _) => ReadAsync(databases, id));

    /// Null: not there for this reader.
    public async Task<ArchiveView?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        await rooms.ReadAsync(actor, hotseatId, cancel) is { } room ? await OfAsync(room) : null;

    /// Of a room that came through the door.
    public async Task<ArchiveView> OfAsync(HotseatRoom room) =>
        new(room, (await archives.GetAsync(room.HotseatId)).Value, await themes.OfAsync(room.Standing.CommunityId));

    static async Task<ArchiveSnapshot> ReadAsync(IDbContextFactory<HubDb> databases, long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var sorted = await db.Set<QuestionTheme>()
            .Join(db.Questions.Where(q => q.HotseatId == id), s => s.QuestionId, q => q.Id, (s, q) => new { Question = q.PublicId, Theme = s.Theme.PublicId })
            .ToDictionaryAsync(s => s.Question, s => s.Theme);
        var summaries = await db.Set<Summary>()
            .Where(s => s.HotseatId == id)
            .OrderBy(s => s.Number)
            .Select(s => new { s.Number, s.PublishedAt, By = s.Person.Name })
            .ToListAsync();
        var words = summaries is [.., var last] ? await db.Set<Summary>().Where(s => s.HotseatId == id && s.Number == last.Number).Select(s => new { s.Text, s.Html }).SingleAsync() : null;
        var followUps = await db.Set<FollowUp>()
            .Where(f => f.HotseatId == id)
            .Select(f => new { Question = f.Question.PublicId, Face = new FollowUpFace(f.PublicId, f.Owner.Name, f.DueAt, f.ClosedAt, f.ClosedBy!.Name, f.Words, f.WordsHtml) })
            .ToDictionaryAsync(f => f.Question, f => f.Face);
        return new ArchiveSnapshot
        {
            FollowUpOf = followUps.ToFrozenDictionary(),
            ThemeOf = sorted.ToFrozenDictionary(),
            Summary = words is null ? null : new SummaryFace(
                summaries[^1].Number, words.Text, words.Html, summaries[0].By, summaries[0].PublishedAt,
                summaries.Count > 1 ? summaries[^1].By : null, summaries.Count > 1 ? summaries[^1].PublishedAt : null),
        };
    }
}
