using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Privacy;

/// Erasing accounts, by the rule of docs/decisions/0016.
public sealed class Erasures(IDbContextFactory<HubDb> databases, HubWrites writes, ErasedList? list = null, FolderCarrier? letters = null)
{
    public const string LastAdministrator = "You are the only administrator. Make another one first.";

    /// The actor's own; asks a proof. Refuses the last administrator. With words: what they wrote where others read it is blanked, too.
    public Task EraseMeAsync(Actor actor, bool withWords) => writes.DoLongAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        var person = await work.Db.People.SingleAsync(p => p.Id == me);
        if (person.AdministratorSince is not null && !await work.Db.People.AnyAsync(p => p.AdministratorSince != null && p.Id != me)) throw new RefusedException(LastAdministrator);
        work.Record(actor, ActVerbs.ErasedOwn);
        await EraseAsync(work, person, withWords);
    });

    /// Somebody's, by an administrator, who says why. Refuses administrators: their rights go first.
    public Task EraseAsync(Actor actor, string? personPublicId, string? why, bool withWords) => writes.DoLongAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var person = await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == personPublicId && (p.Kind == PersonKind.Registered || p.Kind == PersonKind.Guest))
            ?? throw new RefusedException("There is no such person.");
        if (person.AdministratorSince is not null) throw new RefusedException("This person is an administrator. Take those rights first.");
        var reason = Wording.Require(why, 600, "Say why: who asked for it, say. Do not write their name.");
        await work.ForgetDraftAsync(actor.PersonId!.Value, CommunityPlaces.Erase(person.PublicId));
        work.Record(actor, ActVerbs.Erased, onPersonId: person.Id, why: reason);
        await EraseAsync(work, person, withWords);
    });

    /// A guest's by a personal link, by a facilitator of the hotseat they came for, who says why; also when the link was withdrawn or the hotseat
    /// is over. One who still sits there sits there no more. Refuses members: their account is theirs, or an administrator's.
    public Task EraseGuestAsync(Actor actor, string hotseatId, string? personPublicId, string? why, bool withWords) => writes.DoLongAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        if (!standing.IsFacilitator) standing.RequireFacilitator(); // an archived community's is asked, too
        await work.Db.Entry(hotseat).Collection(h => h.Answerers).LoadAsync();
        var person = await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == personPublicId && p.Kind == PersonKind.Guest);
        var seats = hotseat.Answerers.Where(seat => seat.PersonId == person?.Id).ToList();
        if (person is null || seats.Count == 0) throw new RefusedException("This person is no guest of this hotseat.");
        var reason = Wording.Require(why, 600, "Say why: who asked for it, say. Do not write their name.");
        await work.ForgetDraftAsync(actor.PersonId!.Value, Places.EraseGuest(person.PublicId));
        if (!hotseat.IsOver && seats.Find(seat => seat.RevokedAt is null) is { } seat) await work.UnseatAsync(hotseat, seat);
        work.Record(actor, ActVerbs.ErasedGuest, hotseat.CommunityId, person.Id, hotseat.PublicId, reason);
        await EraseAsync(work, person, withWords);
    });

    /// Erases again whom the list names and the database knows: after a backup was put back, or where a cut came between the two. Before
    /// the site opens.
    public async Task<int> ReplayAsync()
    {
        var erased = 0;
        foreach (var line in list?.Read() ?? [])
        {
            await using var db = await databases.CreateDbContextAsync();
            if (!await db.People.AnyAsync(p => p.PublicId == line.PublicId)) continue;
            erased += await writes.DoLongAsync(async work =>
            {
                if (await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == line.PublicId) is not { } person) return 0;
                await EraseAsync(work, person, line.WithWords);
                return 1;
            });
        }
        return erased;
    }

    // The list first, then the commit: of a cut between them the next start makes an erasure, never a person who comes back.
    async Task EraseAsync(HubWork work, Person person, bool withWords)
    {
        var id = person.PublicId;
        var gone = await work.EraseAsync(person, withWords);
        foreach (var letter in gone) letters?.Forget(letter);
        list?.Add(new ErasedLine(id, work.Now, withWords));
    }
}
