using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Accounts;

/// The text at /privacy, by its versions. Who joins agrees to one; when it changes everybody is told on their next page, and says that they have read it.
public static class PrivacyText
{
    /// Raised with each change of what the text says; a test knows the text of each version.
    public const int Version = 3;

    public static readonly DateOnly Since = new(2026, 11, 28);
}

/// A person agreed to a version of the privacy text, or read it when it had changed. Rows are only ever added.
public sealed class PrivacyAcceptance
{
    PrivacyAcceptance(int version, DateTime at) => (Version, At) = (version, at);

    public long Id { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public int Version { get; private set; }
    public DateTime At { get; private set; }

    /// Of the text as it stands.
    public static PrivacyAcceptance By(Person person, DateTime now) => new(PrivacyText.Version, now) { Person = person };
}

/// What people have read of it.
public sealed class PrivacyAcceptances(HubWrites writes)
{
    /// For somebody who was told that it changed. Refuses a version that is not the newest: they have not read that.
    public Task AcceptAsync(Actor actor, int version) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).KnownId ?? throw new RefusedException("Sign in first.");
        if (version != PrivacyText.Version) throw new RefusedException("The text has changed once more. Please read it again.");
        await work.AcceptPrivacyAsync(await work.Db.People.SingleAsync(p => p.Id == me));
        work.Announce(LiveTopic.PersonRights(me));
    });
}

static class PrivacyWork
{
    /// Once for each version.
    public static async Task AcceptPrivacyAsync(this HubWork work, Person person)
    {
        if (!await work.Db.PrivacyAcceptances.AnyAsync(a => a.PersonId == person.Id && a.Version == PrivacyText.Version)) work.Db.Add(PrivacyAcceptance.By(person, work.Now));
    }
}

sealed class PrivacyTables : IEntityTypeConfiguration<PrivacyAcceptance>
{
    public void Configure(EntityTypeBuilder<PrivacyAcceptance> acceptance)
    {
        acceptance.HasIndex(a => new { a.PersonId, a.Version }).IsUnique();
        acceptance.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
    }
}
