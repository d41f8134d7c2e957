using System.Diagnostics;
using System.Globalization;
using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data.Seed;

/// Fills a site with made-up people, communities, hotseats and discussions, as many as a large site has: for measuring, and for seeing long lists.
public sealed class LargeSeed(IDbContextFactory<HubDb> databases, HubWrites writes)
{
    const string Zone = "Europe/London";
    const string Seeded = "seeded the site";
    const int Batch = 2_000;

    /// What people have in front of the @ is member-1, member-2 and so on.
    public const string MailHost = "seed.test";

    /// Refuses a site that holds a seed, unless it is to have another. With a password everybody can sign in by it; without one nobody
    /// can. Says each step as it ends.
    public async Task PlantAsync(SeedSize size, string? password, bool again, Action<string> say, CancellationToken cancel = default)
    {
        size.Require();
        var passwordHash = password is null ? null : Passwords.Hash(password, "");
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            if (!again && await db.Acts.AnyAsync(a => a.Verb == Seeded, cancel)) throw new RefusedException("This site holds a seed already. Add --again for another one on top of it.");
        }
        // First, so that a seed cut short is not taken for none.
        await writes.DoAsync(work => Task.FromResult(work.Db.Add(Act.Of(Actor.Visitor, Seeded, work.Now, onWhat: size.ToString()))), cancel);
        await new Planting(writes, size, passwordHash, say, cancel).PlantAsync();
    }

    sealed class Planting(HubWrites writes, SeedSize size, string? passwordHash, Action<string> say, CancellationToken cancel)
    {
        readonly Random chance = new(size.Random);
        readonly SeedWords words = new(new Random(size.Random));
        readonly Stopwatch watch = Stopwatch.StartNew();
        readonly List<long> people = new(size.Members);
        readonly List<Planted> communities = new(size.Communities);
        readonly List<Hotseat> hotseats = new(size.Hotseats);

        public async Task PlantAsync()
        {
            await PlantPeopleAsync();
            await PlantCommunitiesAsync();
            await PlantMembershipsAsync();
            await PlantHotseatsAsync();
            await PlantQuestionsAsync();
            await new ForumPlanting(writes, size, communities, Say, cancel).PlantAsync();
            Say("All is there");
        }

        async Task PlantPeopleAsync()
        {
            var before = 0;
            foreach (var batch in Enumerable.Range(1, size.Members).Chunk(Batch))
            {
                await InBatchAsync(async (db, now) =>
                {
                    if (people.Count == 0 && passwordHash is not null) before = await db.Users.CountAsync(a => a.Email!.EndsWith("@" + MailHost), cancel);
                    var made = batch.Select(n => MakePerson(db, before + n, now)).ToList();
                    db.AddRange(made);
                    await db.SaveChangesAsync(cancel);
                    people.AddRange(made.Select(person => person.Id));
                });
                if (people.Count % (5 * Batch) == 0) Say($"{people.Count:N0} people");
            }
            Say($"{people.Count:N0} people");
        }

        Person MakePerson(HubDb db, int number, DateTime now)
        {
            var at = now.AddDays(-2000 * chance.NextDouble());
            var person = Person.Register(words.PersonName(), Zone, at);
            person.WorkFor(words.Organisation());
            person.Confirm(at);
            if (passwordHash is not null) db.AddRange(Account.For(person, $"member-{number.ToString(CultureInfo.InvariantCulture)}@{MailHost}", passwordHash), PrivacyAcceptance.By(person, at));
            return person;
        }

        async Task PlantCommunitiesAsync()
        {
            foreach (var batch in Enumerable.Range(0, size.Communities).Chunk(Batch / 2))
            {
                await InBatchAsync(async (db, now) =>
                {
                    var slugs = (await db.Communities.Select(c => c.Slug).Union(db.OldSlugs.Select(o => o.Slug)).ToListAsync(cancel)).ToHashSet();
                    var made = new List<Community>();
                    foreach (var n in batch)
                    {
                        var name = SeedWords.CommunityName(n);
                        var kind = chance.Next(100) switch { < 62 => CommunityKind.Open, < 93 => CommunityKind.ByRequest, _ => CommunityKind.Private };
                        var at = now.AddDays(-1600 - 400 * chance.NextDouble());
                        var community = Community.Propose(name, words.Purpose(name), kind, people[chance.Next(people.Count)], at);
                        if (!slugs.Add(community.Slug)) community.TakeAnotherSlug();
                        community.Open(at.AddDays(2));
                        made.Add(community);
                    }
                    db.AddRange(made);
                    await db.SaveChangesAsync(cancel);
                    communities.AddRange(made.Select(community => new Planted(community.Id, community.Name, community.OpenedAt!.Value, community.Kind is CommunityKind.Open)));
                });
            }
            Say($"{communities.Count:N0} communities");
        }

        // Few are large and most are small: a community's weight falls with its rank.
        async Task PlantMembershipsAsync()
        {
            var pick = chance.Weighted(communities.Count, rank => 1 / Math.Pow(rank + 3, 0.8));
            foreach (var person in people)
            {
                var most = 1 + (int)(-2.8 * Math.Log(1 - chance.NextDouble()));
                for (var i = 0; i < most; i++) communities[pick()].Members.Add(person);
            }
            foreach (var community in communities)
            {
                while (community.Members.Count < SeedSize.Fewest) community.Members.Add(people[chance.Next(people.Count)]);
            }

            var count = 0;
            var rows = communities.SelectMany(community => community.Members.Select((person, i) => (community, person, i)));
            foreach (var batch in rows.Chunk(3 * Batch))
            {
                await InBatchAsync(async (db, now) =>
                {
                    db.AddRange(batch.Select(row => Membership.Begin(row.community.Id, row.person, row.community.OpenedAt + (now - row.community.OpenedAt) * chance.NextDouble())));
                    // Whoever came first facilitates, with two more where there are many.
                    db.AddRange(batch
                        .Where(row => row.i == 0 || (row.i < 3 && row.community.Members.Count > 60))
                        .Select(row => Role.Give(row.community.Id, row.person, isLead: row.i == 0, row.community.OpenedAt)));
                    await db.SaveChangesAsync(cancel);
                });
                count += batch.Length;
                if (count % (15 * Batch) == 0) Say($"{count:N0} memberships");
            }
            Say($"{count:N0} memberships");
        }

        async Task PlantHotseatsAsync()
        {
            var pick = chance.Weighted(communities.Count, rank => 1 / Math.Pow(rank + 8, 0.6));
            foreach (var batch in Enumerable.Range(0, size.Hotseats).Chunk(Batch / 4))
            {
                await InBatchAsync(async (db, now) =>
                {
                    var made = batch.Select(n => MakeHotseat(communities[pick()], isComing: n % 20 == 7, now)).ToList();
                    db.AddRange(made);
                    await db.SaveChangesAsync(cancel);
                    hotseats.AddRange(made);
                });
            }
            Say($"{hotseats.Count:N0} hotseats");
        }

        Hotseat MakeHotseat(Planted community, bool isComing, DateTime now)
        {
            var day = (isComing ? now.AddDays(2 + chance.Next(60)) : now.AddDays(-3 - chance.Next(1400))).Date;
            // Tuesday to Thursday.
            while (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday)) day = day.AddDays(isComing ? 1 : -1);
            var schedule = Schedule.At(day.AddHours(11 + chance.Next(4)), Zone, minutes: 60);
            var announced = isComing ? now.AddDays(-1 - chance.Next(10)) : schedule.StartsAt.AddDays(-14 - chance.Next(14));
            var (host, guest) = (community.Lead, community.Guest);

            var hotseat = Hotseat.Draft(community.Id, host, schedule, words.Title(community.Name), words.About(), announced.AddHours(-1));
            hotseat.Seat(guest, words.Introduction());
            hotseat.Announce(host, announced);
            if (isComing) return hotseat;

            if (chance.Next(40) == 0)
            {
                hotseat.Cancel("Our guest is ill. We will find another day.", host, schedule.StartsAt.AddHours(-3));
                return hotseat;
            }
            hotseat.GoLive(null, schedule.StartsAt);
            hotseat.WrapUp(null, schedule.EndsAt);
            hotseat.Archive(null, schedule.EndsAt + Hotseat.LongestWrapUp);
            return hotseat;
        }

        async Task PlantQuestionsAsync()
        {
            var byCommunity = communities.ToDictionary(community => community.Id);
            var (questions, answers, votes) = (0, 0, 0);
            foreach (var batch in InPortions())
            {
                await InBatchAsync(async (db, now) =>
                {
                    var asked = batch.SelectMany(portion => Enumerable.Range(0, portion.Questions).Select(_ => (portion.Hotseat, Question: Ask(portion.Hotseat, now)))).ToList();
                    db.AddRange(asked.Select(ask => ask.Question));
                    await db.SaveChangesAsync(cancel);

                    var rows = new List<object>();
                    foreach (var (hotseat, question) in asked)
                    {
                        var community = byCommunity[hotseat.CommunityId];
                        var until = hotseat.IsOver ? hotseat.EndsAt : now;
                        foreach (var (i, voter) in VotersOf(community).Index())
                        {
                            if (i == 0) rows.Add(QuestionAsker.Of(question, voter, question.AppearsAt is null ? Naming.Named : question.Id % 2 == 0 ? Naming.Unnamed : Naming.ToFacilitators));
                            rows.Add(Vote.For(question, voter, question.AskedAt + (until - question.AskedAt) * (i == 0 ? 0 : chance.NextDouble())));
                            votes++;
                        }
                        if (hotseat.State is HotseatState.Archived && chance.Next(10) > 0)
                        {
                            var at = Later(question.AskedAt, hotseat.StartsAt);
                            rows.Add(Answer.To(question, words.Answer(), community.Guest, at + (hotseat.EndsAt - at) * chance.NextDouble()));
                            answers++;
                        }
                    }
                    db.AddRange(rows);
                    await db.SaveChangesAsync(cancel);
                });
                questions += batch.Sum(portion => portion.Questions);
                Say($"{questions:N0} questions, {answers:N0} answers, {votes:N0} votes");
            }
        }

        // Some hotseats draw a hundred questions and most a dozen or two; those to come have a few so far.
        IEnumerable<(Hotseat Hotseat, int Questions)[]> InPortions()
        {
            var open = hotseats.Where(hotseat => hotseat.State is not HotseatState.Cancelled).ToArray();
            if (open.Length == 0) yield break;

            var portions = new int[open.Length];
            var pick = chance.Weighted(open.Length, i => open[i].IsOver ? Math.Exp(0.9 * chance.Normal()) : 0.15);
            for (var i = 0; i < size.Questions; i++) portions[pick()]++;

            var batch = new List<(Hotseat, int)>();
            var questions = 0;
            for (var i = 0; i < open.Length; i++)
            {
                // A huge portion is cut, so that no transaction is huge.
                for (var rest = portions[i]; rest > 0; rest -= Batch)
                {
                    batch.Add((open[i], Math.Min(rest, Batch)));
                    if ((questions += Math.Min(rest, Batch)) < Batch) continue;
                    yield return [.. batch];
                    batch.Clear();
                    questions = 0;
                }
            }
            if (batch.Count > 0) yield return [.. batch];
        }

        Question Ask(Hotseat hotseat, DateTime now)
        {
            var (from, until) = (hotseat.AnnouncedAt!.Value, hotseat.IsOver ? hotseat.EndsAt.AddMinutes(-5) : now.AddMinutes(-1));
            // Half come in the hour itself.
            if (hotseat.IsOver && chance.Next(2) == 0) from = hotseat.StartsAt;
            return Question.Ask(words.Question(), hotseat.Id, from + (until - from) * chance.NextDouble(), chance.Next(4) == 0 ? Naming.Unnamed : Naming.Named);
        }

        // The asker first. Most questions are wanted by a few, some by dozens.
        HashSet<long> VotersOf(Planted community)
        {
            var most = Math.Min(1 + (int)(-3.2 * Math.Log(1 - chance.NextDouble())), community.Members.Count - 1);
            var voters = new HashSet<long>();
            for (var tries = 0; voters.Count < most && tries < 8 * most; tries++)
            {
                var member = community.Everybody[chance.Next(community.Everybody.Length)];
                if (member != community.Guest) voters.Add(member);
            }
            return voters.Count > 0 ? voters : [community.Lead];
        }

        static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

        // One transaction each: some thousands of rows, so that a reader never waits long and the log stays small.
        Task InBatchAsync(Func<HubDb, DateTime, Task> plant) => writes.DoAsync(work => plant(work.Db, work.Now), cancel);

        void Say(string what) => say(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:0.0} s  {what}"));
    }
}
