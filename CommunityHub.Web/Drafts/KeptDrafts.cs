using CommunityHub.Drafts;
using CommunityHub.People;

namespace CommunityHub.Web.Drafts;

/// What was begun in the boxes of one page, read at once (Shared/KeptField).
public sealed class KeptDrafts(IReadOnlyDictionary<string, DraftCard> drafts)
{
    public DraftCard Of(string place) => drafts.GetValueOrDefault(place, DraftCard.None);

    public static async Task<KeptDrafts> ReadAsync(DraftKeeping keeping, Reader reader, IEnumerable<string> places) =>
        new(reader.PersonId is null ? new Dictionary<string, DraftCard>() : await keeping.ReadAllAsync(reader, [.. places]));

    /// For a page that has read no reader.
    public static async Task<KeptDrafts> ReadAsync(DraftKeeping keeping, Actor me, IEnumerable<string> places) => new(await keeping.ReadAllAsync(me, [.. places]));
}
