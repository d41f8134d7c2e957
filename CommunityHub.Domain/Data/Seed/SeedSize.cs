namespace CommunityHub.Data.Seed;

/// How much of everything. The same number for chance makes the same people say the same things; public ids are new each time.
public sealed record SeedSize(int Communities, int Members, int Hotseats, int Questions, int Random, int Discussions = 0, int Posts = 0)
{
    /// Refuses what makes no site: nothing, questions without hotseats, and more than a machine would take in a day.
    public void Require()
    {
        if (Communities < 1 || Members < Fewest) throw new RefusedException($"A seed has at least one community and {Fewest} members.");
        if (Hotseats < 0 || Questions < 0 || Discussions < 0) throw new RefusedException("Give numbers of nought or more.");
        if (Questions > 0 && Hotseats == 0) throw new RefusedException("Questions need hotseats: give --hotseats too.");
        if (Posts < Discussions || (Posts > 0 && Discussions == 0)) throw new RefusedException("Each discussion has a first post, and posts need discussions: give --discussions and at least as many --posts.");
        if (Communities > 50_000 || Members > 1_000_000 || Hotseats > 200_000 || Questions > 5_000_000 || Discussions > 1_000_000 || Posts > 10_000_000)
        {
            throw new RefusedException("That is too much. At most 50,000 communities, 1,000,000 members, 200,000 hotseats, 5,000,000 questions, 1,000,000 discussions and 10,000,000 posts.");
        }
    }

    /// The smallest community: a lead, a guest, and somebody who asks.
    internal const int Fewest = 3;
}
