using CommunityHub.People;

namespace CommunityHub.Imports;

/// Somebody who wrote on another site. What was brought from there stands under a person of the kind placeholder, until a facilitator
/// says which member it was: docs/decisions/0020.
public sealed class ImportedAuthor
{
    public const int LongestKey = 120;

    ImportedAuthor(string publicId, long sourceId, string key, string name) => (PublicId, SourceId, Key, Name) = (publicId, sourceId, key, name);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long SourceId { get; private set; }
    public ImportSource Source { get; private set; } = null!;

    /// How the other site knows them.
    public string Key { get; private set; }

    /// As it stood there: the licence wants it named.
    public string Name { get; private set; }

    /// The placeholder.
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;

    /// The member who this is.
    public long? ClaimedById { get; private set; }
    public DateTime? ClaimedAt { get; private set; }
    public long? GivenById { get; private set; }

    /// Under whom new posts are put.
    public long WriterId => ClaimedById ?? PersonId;

    public static ImportedAuthor Of(long sourceId, string key, Person placeholder) =>
        new(CommunityHub.PublicId.New(), sourceId, key, placeholder.Name) { PersonId = placeholder.Id, Person = placeholder };

    internal void GiveTo(long memberId, long byId, DateTime now)
    {
        if (ClaimedById is not null) throw new RefusedException("This author has been given to a member already. Take that back first.");
        (ClaimedById, ClaimedAt, GivenById) = (memberId, now, byId);
    }

    internal void Forget()
    {
        Name = People.Person.Erased;
        Person.Erase();
    }

    internal void TakeBack() => (ClaimedById, ClaimedAt, GivenById) = (null, null, null);
}
