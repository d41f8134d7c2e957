using CommunityHub.Text;

namespace CommunityHub.Communities;

/// A category of a community's facilitators, under which they put what members have written.
public sealed class Theme
{
    public const int LongestName = 60;
    public const int Most = 30;

    Theme(string publicId, long communityId, string name, string nameKey, int place, DateTime addedAt) =>
        (PublicId, CommunityId, Name, NameKey, Place, AddedAt) = (publicId, communityId, name, nameKey, place, addedAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }
    public string Name { get; private set; }

    /// The name as it looks: <see cref="Text.NameKey"/>. No two of a community look the same.
    public string NameKey { get; private set; }

    /// Where it stands among the others.
    public int Place { get; private set; }
    public DateTime AddedAt { get; private set; }

    /// Nothing new is put under it; what is there stays.
    public DateTime? RetiredAt { get; private set; }

    /// Refuses an empty name and one over <see cref="LongestName"/> characters.
    public static Theme Add(string? name, long communityId, int place, DateTime now)
    {
        var known = RequireName(name);
        return new Theme(CommunityHub.PublicId.New(), communityId, known, Text.NameKey.Of(known), place, now);
    }

    public void Rename(string? name)
    {
        Name = RequireName(name);
        NameKey = Text.NameKey.Of(Name);
    }

    public void Retire(DateTime now) => RetiredAt ??= now;

    public void BringBack() => RetiredAt = null;

    internal void StandAt(int place) => Place = place;

    static string RequireName(string? name) => Wording.RequireLine(name, LongestName, "Give the theme a name.");
}
