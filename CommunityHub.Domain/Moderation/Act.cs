using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Moderation;

/// An act of power: who did what, on whom or what, and why. Rows are only ever added.
public sealed class Act
{
    Act(DateTime at, long? actorId, string verb, long? communityId, long? onPersonId, string? onWhat, string? why) =>
        (At, ActorId, Verb, CommunityId, OnPersonId, OnWhat, Why) = (at, actorId, verb, communityId, onPersonId, onWhat, why);

    public long Id { get; private set; }
    public DateTime At { get; private set; }

    /// Null: the site's own clock or command line.
    public long? ActorId { get; private set; }

    /// What was done, as a sentence goes on: "suspended", "declined a question of".
    public string Verb { get; private set; }

    /// Null: an act on the whole site.
    public long? CommunityId { get; private set; }
    public long? OnPersonId { get; private set; }
    public string? OnWhat { get; private set; }
    public string? Why { get; private set; }

    public static Act Of(Actor actor, string verb, DateTime now, long? communityId = null, long? onPersonId = null, string? onWhat = null, string? why = null) =>
        new(now, actor.PersonId, verb, communityId, onPersonId, onWhat, why);
}

sealed class ActTables : IEntityTypeConfiguration<Act>
{
    public void Configure(EntityTypeBuilder<Act> act)
    {
        act.Property(a => a.Verb).HasMaxLength(120);
        act.HasIndex(a => new { a.CommunityId, a.Id });
    }
}
