using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Support;

/// The people and communities of PRODUCT's demo world, as far as tests of the domain need them.
public sealed class Cast
{
    public required Actor Ada { get; init; } // facilitator of all three communities
    public required Actor Bo { get; init; } // member of all three
    public required Actor Cy { get; init; } // member of the one by request, since today
    public required Actor Dot { get; init; } // platform administrator, member of nothing
    public required Actor Eve { get; init; } // was a member of all, suspended from the one by request and the private one
    public required Actor Gus { get; init; } // guest expert, member of all three
    public required Actor Fay { get; init; } // facilitator of another community
    public required Actor Ned { get; init; } // registered, member of nothing
    public required Actor Una { get; init; } // has not confirmed her address
    public required Actor Xan { get; init; } // was a member of all three, and left

    /// Housing Repairs, Adult Social Care, Lone Worker Safety, and Fay's own Street Clerks (open).
    public required long Open { get; init; }
    public required long ByRequest { get; init; }
    public required long Private { get; init; }
    public required long Fays { get; init; }

    public long Of(CommunityKind kind) => kind switch
    {
        CommunityKind.Open => Open,
        CommunityKind.ByRequest => ByRequest,
        _ => Private,
    };

    public Actor Named(string name) => name switch
    {
        "visitor" => Actor.Visitor,
        "ada" => Ada,
        "bo" => Bo,
        "cy" => Cy,
        "dot" => Dot,
        "eve" => Eve,
        "gus" => Gus,
        "fay" => Fay,
        "ned" => Ned,
        "una" => Una,
        "xan" => Xan,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Nobody of that name is in the cast."),
    };

    public static Task<Cast> EnterAsync(HubWrites writes) => writes.DoAsync(async work =>
    {
        var (db, now) = (work.Db, work.Now);
        var names = new[] { "Ada Osei", "Bo Lindqvist", "Cy Morrow", "Dot Ashdown", "Eve Calder", "Gus Hallam", "Fay Winter", "Ned Marsh", "Una Brook", "Xan Petrov" };
        var people = names.Select(name => Person.Register(name, "Europe/London", now.AddDays(-200))).ToList();
        foreach (var person in people.Where(p => p.Name != "Una Brook")) person.Confirm(now.AddDays(-200));
        people[3].BecomeAdministrator(now.AddDays(-200));
        db.AddRange(people);
        await db.SaveChangesAsync();

        var communities = new[]
        {
            Community.Propose("Housing Repairs", "Getting repairs right first time.", CommunityKind.Open, people[0].Id, now.AddDays(-100)),
            Community.Propose("Adult Social Care", "Direct payments, reviews, and what really helps.", CommunityKind.ByRequest, people[0].Id, now.AddDays(-100)),
            Community.Propose("Lone Worker Safety", "Keeping each other safe.", CommunityKind.Private, people[0].Id, now.AddDays(-100)),
            Community.Propose("Street Clerks", "Licences and markets.", CommunityKind.Open, people[6].Id, now.AddDays(-100)),
        };
        foreach (var community in communities) community.Open(now.AddDays(-99));
        db.AddRange(communities);
        await db.SaveChangesAsync();

        foreach (var community in communities.Take(3))
        {
            foreach (var i in new[] { 0, 1, 4, 5, 9 })
            {
                var membership = Membership.Begin(community.Id, people[i].Id, now.AddDays(-90));
                if (i == 9) membership.End(now.AddDays(-10));
                db.Add(membership);
            }
            db.Add(Role.Give(community.Id, people[0].Id, isLead: true, now.AddDays(-90)));
        }
        db.Add(Membership.Begin(communities[1].Id, people[2].Id, now));
        db.Add(Membership.Begin(communities[3].Id, people[6].Id, now.AddDays(-90)));
        db.Add(Role.Give(communities[3].Id, people[6].Id, isLead: true, now.AddDays(-90)));
        foreach (var i in new[] { 1, 2 })
        {
            db.Add(Suspension.Of(people[4].Id, communities[i].Id, "Repeated unkind words.", people[0].Id, now.AddDays(-1), now.AddDays(30)));
        }

        Actor By(int i) => Actor.Of(people[i].Id);
        return new Cast
        {
            Ada = By(0),
            Bo = By(1),
            Cy = By(2),
            Dot = By(3),
            Eve = By(4),
            Gus = By(5),
            Fay = By(6),
            Ned = By(7),
            Una = By(8),
            Xan = By(9),
            Open = communities[0].Id,
            ByRequest = communities[1].Id,
            Private = communities[2].Id,
            Fays = communities[3].Id,
        };
    });
}
