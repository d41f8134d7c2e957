using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;

namespace CommunityHub.Tests.Drafts;

/// A live hotseat with a box to type in, and two members who can sign in.
static class LiveRoom
{
    /// Gives the public id of the hotseat. Who comes signs in as name@room.test. The first of them facilitates.
    public static Task<string> OpenAsync(HubWrites writes, params string[] names) => writes.DoAsync(async work =>
    {
        var (db, now) = (work.Db, work.Now);
        var people = names.Select(name => Person.Register(name, "Europe/London", now)).ToList();
        people.ForEach(person => person.Confirm(now));
        db.AddRange(people.Select(person => Account.For(person, $"{person.Name}@room.test", Support.Accounts.Hash)));
        db.AddRange(people.Select(person => PrivacyAcceptance.By(person, now)));
        await db.SaveChangesAsync();

        var community = Community.Propose($"Keepers of {names[0]}", "To see that nothing is lost.", CommunityKind.Open, people[0].Id, now);
        community.Open(now);
        db.Add(community);
        await db.SaveChangesAsync();

        db.AddRange(people.Select(person => Membership.Begin(community.Id, person.Id, now)));
        db.Add(Role.Give(community.Id, people[0].Id, isLead: true, now));
        var hotseat = Hotseat.Draft(community.Id, people[0].Id, Schedule.At(now.AddMinutes(1), "UTC", 60), "Is anything lost?", null, now);
        hotseat.Announce(people[0].Id, now);
        hotseat.GoLive(people[0].Id, now);
        db.Add(hotseat);
        return hotseat.PublicId;
    });
}
