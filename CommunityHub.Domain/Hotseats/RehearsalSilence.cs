using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What is done in a rehearsal tells nobody and stands in no log: such rows would outlive it. Here and not in each operation, because
/// one that comes later must not forget it.
static class RehearsalSilence
{
    /// Of an act on a rehearsal, before it is saved.
    public static void Keep(HubDb db)
    {
        if (!db.ChangeTracker.Entries<Hotseat>().Any(one => one.Entity.RehearsalOf is not null)) return;
        foreach (var row in db.ChangeTracker.Entries().Where(one => one is { State: EntityState.Added, Entity: Notice or Mail or Act }).ToList()) row.State = EntityState.Detached;
    }
}
