using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Exports;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Communities;

/// Writes a community that was read, in one transaction: all of it, or nothing.
sealed class CommunityWriting(HubWork work, CommunityFile file, string slug, IReadOnlyDictionary<string, string> addresses, string newAddress, ImportReport report) : IDisposable
{
    readonly HubDb db = work.Db;
    readonly RowWriting rows = new(work.Db);
    readonly Dictionary<string, string> ids = new(addresses);
    readonly List<(long Person, string Key)> placeholders = [];
    readonly List<long> matched = [];
    readonly HashSet<long> known = [];
    readonly List<long> nobodies = [];
    readonly Dictionary<int, int> voted = [];
    MovedAddresses? moved;

    /// Gives the community's number here.
    public async Task<long> WriteAsync(CommunityReading reading, Action<object>? read, CancellationToken cancel)
    {
        string? root = null;
        foreach (var one in reading.Read())
        {
            switch (one)
            {
                case PersonInFile person: await AddPersonAsync(person, cancel); break;
                case CheckedRow row:
                    root ??= CommunityImport.RootOf(reading.Origin, row.PublicId!);
                    moved ??= new MovedAddresses(ids, (string)row.Values["Slug"]!, slug, reading.Origin.Address, newAddress);
                    await AddAsync(row, cancel);
                    break;
                case VotesInFile votes: await AddAsync(votes, cancel); break;
                case TopicVotesInFile votes: await AddAsync(votes, cancel); break;
                case PollVotesInFile votes: await AddAsync(votes, cancel); break;
            }
            read?.Invoke(one);
        }
        await rows.SettleAsync(cancel);
        var community = rows.CommunityId!.Value;
        await new Agreement(db).RequireAsync(community, cancel);
        await AddOriginAsync(root!, reading.Origin, community, cancel);
        return community;
    }

    public void Dispose() => rows.Dispose();

    // Whoever has an account here with that address, confirmed, is that person. All others stand by their name, and nobody signs in as them.
    async Task AddPersonAsync(PersonInFile one, CancellationToken cancel)
    {
        if (one.Kind is PersonKind.Placeholder)
        {
            rows.NumbersOf(Sheet.People).Add((await work.UnnamedAsync(0)).ShownAs);
            db.ChangeTracker.Clear();
            return;
        }
        var (address, kind) = (one.Mail is null ? null : MailAddressRule.Normal(one.Mail), one.Kind);
        var here = address is null || kind is not PersonKind.Registered ? null : await db.Users
            .Where(a => a.NormalizedEmail == address && a.EmailConfirmed && a.Person.Kind == PersonKind.Registered)
            .Select(a => a.Person).SingleOrDefaultAsync(cancel);
        if (here is not null && !known.Add(here.Id)) throw new RefusedException("Two people in community.json have the same mail address.");
        var person = here ?? (kind is PersonKind.Guest ? Person.ComeByLink(one.Name, "UTC", work.Now) : Person.StandIn(one.Name, work.Now));
        if (here is null)
        {
            if (kind is PersonKind.Erased) person.Erase();
            else person.WorkFor(one.Organisation);
            db.Add(person);
            await db.SaveChangesAsync(cancel);
            if (kind is PersonKind.Registered) placeholders.Add((person.Id, one.PublicId));
        }
        else matched.Add(person.Id);
        ids[one.PublicId] = person.PublicId;
        rows.NumbersOf(Sheet.People).Add(person.Id);
        db.ChangeTracker.Clear();
        report.Count(here is not null ? "people who have an account here" : kind is PersonKind.Registered ? "people, as placeholders" : "guests and former members");
    }

    async Task AddAsync(CheckedRow row, CancellationToken cancel)
    {
        var values = row.Values;
        foreach (var field in row.Sheet.Fields)
        {
            switch (field.Kind)
            {
                case FieldKind.PublicId: values[field.Column] = ids.GetValueOrDefault(row.PublicId!) ?? PublicId.New(); break;
                case FieldKind.Words when values[field.Column] is string words: values[field.Column] = moved!.Rewrite(words); break;
            }
        }
        if (row.Sheet.Table == nameof(HubDb.Communities)) values["Slug"] = slug;
        ReadyFile? ready = null;
        if (row.Sheet.Table == nameof(HubDb.Attachments))
        {
            ready = CommunityImport.Look(file, row);
            (values["Name"], values["MediaType"], values["Size"]) = (ready.Name, ready.MediaType, ready.Bytes.Length);
            (values["Width"], values["Height"], values["Alt"]) = (ready.Width, ready.Height, ready.Alt);
        }
        foreach (var field in row.Sheet.Fields.Where(field => field.Kind is FieldKind.Made or FieldKind.Never)) values[field.Column] = field.Make(values);
        var id = await rows.InsertAsync(row.Sheet, row, values, cancel);
        if (ready is not null) await rows.ExecuteAsync("INSERT INTO \"AttachmentContents\" (\"AttachmentId\", \"Bytes\") VALUES (@id, @bytes)", cancel, ("@id", id), ("@bytes", ready.Bytes));
    }

    // Each counts as often as before, and all together are as many people; who they are, nobody knows.
    async Task AddAsync(VotesInFile one, CancellationToken cancel)
    {
        var (voters, place) = (await NobodiesAsync(one.People, cancel), 0);
        foreach (var (question, votes) in one.Questions.Zip(one.Votes))
        {
            var id = rows.NumbersOf("questions")[question - 1];
            for (var i = 0; i < votes; i++, place++)
            {
                await rows.ExecuteAsync("INSERT INTO \"Votes\" (\"QuestionId\", \"PersonId\", \"At\") SELECT q.\"Id\", @person, q.\"AskedAt\" FROM \"Questions\" q WHERE q.\"Id\" = @question", cancel,
                    ("@person", voters[place % one.People]), ("@question", id));
            }
        }
    }

    async Task AddAsync(TopicVotesInFile one, CancellationToken cancel)
    {
        var id = rows.NumbersOf("topics")[one.Topic - 1];
        foreach (var voter in (await NobodiesAsync(one.Votes, cancel)).Take(one.Votes))
        {
            await rows.ExecuteAsync("INSERT INTO \"TopicVote\" (\"TopicId\", \"PersonId\", \"At\") SELECT t.\"Id\", @person, t.\"AddedAt\" FROM \"HotseatTopic\" t WHERE t.\"Id\" = @topic", cancel, ("@person", voter), ("@topic", id));
        }
    }

    async Task AddAsync(PollVotesInFile one, CancellationToken cancel)
    {
        var (id, before) = (rows.NumbersOf("polls")[one.Poll - 1], voted.GetValueOrDefault(one.Poll));
        voted[one.Poll] = before + one.Votes;
        foreach (var voter in (await NobodiesAsync(before + one.Votes, cancel)).Skip(before).Take(one.Votes))
        {
            await rows.ExecuteAsync("INSERT INTO \"PollVotes\" (\"PollId\", \"PersonId\", \"Choices\", \"At\") VALUES (@poll, @person, @choices, @now)", cancel,
                ("@poll", id), ("@person", voter), ("@choices", one.Choices), ("@now", work.Now));
        }
    }

    async Task<List<long>> NobodiesAsync(int most, CancellationToken cancel)
    {
        var more = Enumerable.Range(0, Math.Max(0, most - nobodies.Count)).Select(_ => Person.StandIn(Person.Erased, work.Now)).ToList();
        foreach (var person in more) person.Erase();
        db.AddRange(more);
        await db.SaveChangesAsync(cancel);
        nobodies.AddRange(more.Select(person => person.Id));
        db.ChangeTracker.Clear();
        return nobodies;
    }

    // Who wrote it can be given to members; nobody who is here already has fallen behind; and the log says where it is from.
    async Task AddOriginAsync(string root, FileOrigin origin, long community, CancellationToken cancel)
    {
        var source = ImportSource.Begin(community, root, origin.Site.Length > 0 ? origin.Site : "Another site", work.Now);
        db.Add(source);
        await db.SaveChangesAsync(cancel);
        var brought = (await db.ImportedAuthors.Where(a => a.Source.CommunityId == community).Select(a => a.PersonId).ToListAsync(cancel)).ToHashSet();
        foreach (var some in placeholders.Where(one => !brought.Contains(one.Person)).Chunk(500))
        {
            var numbers = some.Select(one => one.Person).ToList();
            var people = await db.People.Where(p => numbers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
            db.AddRange(some.Select(one => ImportedAuthor.Of(source.Id, one.Key, people[one.Person])));
            await db.SaveChangesAsync(cancel);
        }
        db.ChangeTracker.Clear();
        await rows.ExecuteAsync($"""
            INSERT INTO "ImportedPosts" ("PostId", "SourceId", "Kind", "Key", "AuthorId")
            SELECT p."Id", a."SourceId", '{nameof(ImportedKind.Post)}', p."PublicId", a."Id"
            FROM "Posts" p JOIN "Discussions" d ON d."Id" = p."DiscussionId" JOIN "ImportedAuthors" a ON a."PersonId" = p."PersonId" AND a."SourceId" = @source
            WHERE d."CommunityId" = @community AND NOT EXISTS (SELECT 1 FROM "ImportedPosts" i WHERE i."PostId" = p."Id")
            """, cancel, ("@source", source.Id), ("@community", community));
        foreach (var person in matched)
        {
            await rows.ExecuteAsync("""
                INSERT INTO "ReadMarks" ("DiscussionId", "PersonId", "Number", "At") SELECT d."Id", @person, d."PostCount", @now FROM "Discussions" d WHERE d."CommunityId" = @community
                """, cancel, ("@person", person), ("@now", work.Now), ("@community", community));
        }
        db.Add(Moderation.Act.Of(Actor.Visitor, ActVerbs.Imported, work.Now, community, onWhat: $"{source.Name}: the whole community"));
        work.Announce(Live.LiveTopic.Forum(community));
    }
}

/// What the tables ask of each other and no key says.
sealed class Agreement(HubDb db)
{
    public async Task RequireAsync(long community, CancellationToken cancel)
    {
        var discussions = db.Discussions.Where(d => d.CommunityId == community);
        Refuse(await db.Posts.AnyAsync(p => p.Discussion.CommunityId == community && (p.Number < 1 || p.Number > p.Discussion.PostCount), cancel), "A post has a number that its discussion does not have.");
        Refuse(await discussions.AnyAsync(d => d.MergedIntoId == null && !db.Posts.Any(p => p.DiscussionId == d.Id && p.Number == 1), cancel), "A discussion has no first post.");
        Refuse(await discussions.AnyAsync(d => d.MarkedAnswer != null && !db.Posts.Any(p => p.DiscussionId == d.Id && p.Number == d.MarkedAnswer), cancel), "A discussion is answered by a post that is not there.");
        Refuse(await discussions.AnyAsync(d => d.MergedIntoId == d.Id || db.Discussions.Any(o => o.Id == d.MergedIntoId && o.MergedIntoId != null && o.MergedIntoId == d.Id), cancel), "Two discussions are merged into each other.");
        var hotseats = db.Hotseats.Where(h => h.CommunityId == community);
        Refuse(await hotseats.AnyAsync(h => h.Minutes < 1 || h.Minutes > Hotseat.LongestSession.TotalMinutes || h.Zone == "", cancel), "A hotseat has a length that none can have.");
        Refuse(await db.Answers.AnyAsync(a => hotseats.Any(h => h.Id == a.Question.HotseatId) && a.Question.AnsweredAt == null, cancel), "A question has an answer and is not answered.");
        Refuse(await db.Set<FollowUp>().AnyAsync(f => hotseats.Any(h => h.Id == f.HotseatId) && f.Question.HotseatId != f.HotseatId, cancel), "A follow-up is of another hotseat than its question.");
        Refuse(await db.Claims.AnyAsync(c => hotseats.Any(h => h.Id == c.Question.HotseatId) && c.Answerer.HotseatId != c.Question.HotseatId, cancel), "A question was taken by somebody of another hotseat.");
        Refuse(await db.Questions.AnyAsync(q => hotseats.Any(h => h.Id == q.HotseatId) && q.MergedIntoId != null && (q.MergedIntoId == q.Id || !db.Questions.Any(o => o.Id == q.MergedIntoId && o.HotseatId == q.HotseatId)), cancel), "A question was merged into one of another hotseat, or into itself.");
        Refuse(await db.Attachments.Where(a => a.UntilVersion == null && a.Post!.Discussion.CommunityId == community).GroupBy(a => a.PostId).AnyAsync(all => all.Count() > ReadyFile.Most, cancel), $"A post has {ReadyFile.Most} files at most.");
        var polls = db.Polls.Where(p => p.Post!.Discussion.CommunityId == community || p.HeldPost!.CommunityId == community);
        var options = (await polls.Select(p => new { p.Id, p.Options }).ToListAsync(cancel)).ToDictionary(p => p.Id, p => p.Options.Split('\n').Length);
        Refuse(options.Values.Any(count => count is < Polls.Poll.FewestOptions or > Polls.Poll.MostOptions), "A poll has a number of options that none can have.");
        foreach (var some in options.Keys.Chunk(500))
        {
            var most = await db.PollVotes.Where(v => some.Contains(v.PollId)).GroupBy(v => v.PollId).Select(all => new { all.Key, Most = all.Max(v => v.Choices), Least = all.Min(v => v.Choices) }).ToListAsync(cancel);
            Refuse(most.Exists(one => one.Least < 1 || one.Most >= 1 << options[one.Key]), "A vote is for an option that its poll does not have.");
        }
        Refuse(!await db.Communities.AnyAsync(c => c.Id == community && c.OpenedAt != null, cancel), "The community was not open.");
    }

    static void Refuse(bool isWrong, string why)
    {
        if (isWrong) throw new RefusedException($"community.json contradicts itself: {why}");
    }
}
