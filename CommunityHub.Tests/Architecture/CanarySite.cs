using System.Collections.Concurrent;
using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Site;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = CommunityHub.People.Person;

namespace CommunityHub.Tests.Architecture;

/// A site with one community of each kind and a word of its own in every field of it, and everybody of the table of rights.
public sealed class CanarySite : IAsyncLifetime
{
    static readonly string[] Everybody =
        ["facilitator", "member", "administrator", "suspended", "registered", "invited", "applicant", "former", "unconfirmed", "elsewhere", "entered"];

    // When a sign-in was last seen, what the post has tried, who came, how far one has read, and what servers tell each other.
    static readonly string[] ChangedByLooking =
        ["SignIns", "Mails", "Attendance", "HotseatPeak", "ReadMarks", "hub_uses", "hub_servers", "__EFMigrationsHistory", "__EFMigrationsLock"];

    readonly Dictionary<string, Actor> people = [];
    readonly List<Canary> canaries = [];

    public TestSite Site { get; } = new() { IsInProduction = true };
    public IReadOnlyList<Canary> Canaries => canaries;
    public IReadOnlyList<Onlooker> Onlookers { get; private set; } = [];
    public Dictionary<CommunityKind, Place> Places { get; } = [];

    public T Get<T>() where T : notnull => Site.Services.GetRequiredService<T>();

    public Onlooker As(string name) => Onlookers.Single(one => one.Name == name);

    public Actor Actor(string name) => people[name];

    public async ValueTask InitializeAsync()
    {
        Site.StartServer();
        Get<Limits>().AreOff = true; // the table of rights asks more often than anybody
        var writes = Get<HubWrites>();
        foreach (var name in Everybody)
        {
            people[name] = name is "unconfirmed" ? await EnrolUnconfirmedAsync(writes) : await writes.EnrolAsync($"{name}@canary.test", $"The {name}");
        }
        await writes.DoAsync(async work => (await FindAsync(work, "administrator")).BecomeAdministrator(work.Now));
        foreach (var kind in Enum.GetValues<CommunityKind>()) Places[kind] = await writes.DoAsync(work => FoundAsync(work, kind));
        foreach (var (kind, place) in Places.ToList()) Places[kind] = place with { Rehearsal = await writes.DoAsync(work => RehearseAsync(work, kind, place)) };
        await Get<HotseatClock>().TickAsync(); // what is due by now is done, and no clock changes anything under the tests
        var all = await Task.WhenAll(Everybody.Where(name => name is not "entered").Select(async name =>
        {
            var http = new HttpVisitor(Site);
            await http.SignInAsync($"{name}@canary.test");
            return new Onlooker(name, people[name], Site, http);
        }));
        Onlookers = [new Onlooker("anonymous", People.Actor.Visitor, Site, new HttpVisitor(Site)), .. all, .. await CanaryGuests.ComeAsync(this)];
    }

    public Task ReadPubliclyAsync(bool isAllowed) => Get<HubWrites>().DoAsync(async work =>
    {
        var settings = await work.Db.SiteSettings.SingleOrDefaultAsync();
        if (settings is null) work.Db.Add(settings = new SiteSettings());
        settings.Change(settings.Name, "", "", settings.TimeZone, settings.BankHolidays, isAllowed);
        work.Announce(LiveTopic.SiteRights);
    });

    /// A new word for something that changes while pages are open.
    public string Say(CommunityKind kind, string field, Seen seen, params string[] also)
    {
        var canary = new Canary(Canary.NewWord(), kind, field, seen, also);
        lock (canaries) canaries.Add(canary);
        return canary.Word;
    }

    /// Every row of every table but those that a look changes by design.
    public async Task<IReadOnlyDictionary<string, string>> RowsAsync()
    {
        await using var db = await Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = connection.CreateCommand())
        {
            list.CommandText = db.Database.IsSqlite()
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
            await using var names = await list.ExecuteReaderAsync();
            while (await names.ReadAsync()) tables.Add(names.GetString(0));
        }
        tables.RemoveAll(ChangedByLooking.Contains);
        var all = new Dictionary<string, string>();
        foreach (var table in tables)
        {
            await using var read = connection.CreateCommand();
#pragma warning disable CA2100 // the name comes from the database itself
            read.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
#pragma warning restore CA2100
            await using var rows = await read.ExecuteReaderAsync();
            var text = new System.Text.StringBuilder();
            while (await rows.ReadAsync())
            {
                var row = new object[rows.FieldCount];
                rows.GetValues(row);
                // That an administrator looked at whom is kept (G5): the one thing that a look writes.
                if (row.Contains(ActVerbs.LookedUp) || row.Contains(ActVerbs.LookedThrough)) continue;
                foreach (var value in row) text.Append(value is byte[] bytes ? Convert.ToHexString(bytes) : value).Append('|');
                text.AppendLine();
            }
            all[table] = text.ToString();
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Onlookers) one.Http.Dispose();
        await Site.DisposeAsync();
    }

    static Task<Actor> EnrolUnconfirmedAsync(HubWrites writes) => writes.DoAsync(async work =>
    {
        var person = Person.Register("The unconfirmed", "Europe/London", work.Now);
        work.Db.AddRange(Account.For(person, "unconfirmed@canary.test", Support.Accounts.Hash), PrivacyAcceptance.By(person, work.Now));
        await work.Db.SaveChangesAsync();
        return People.Actor.Of(person.Id);
    });

    Task<Person> FindAsync(HubWork work, string name)
    {
        var id = people[name].PersonId;
        return work.Db.People.SingleAsync(p => p.Id == id);
    }

    // In a write of its own: what is done in a rehearsal is told to nobody.
    async Task<string> RehearseAsync(HubWork work, CommunityKind kind, Place place)
    {
        var facilitator = people["facilitator"].PersonId!.Value;
        var draft = await work.Db.Hotseats.SingleAsync(h => h.PublicId == place.Draft);
        var kit = Kit.For(draft, work.Now);
        kit.KeepSeeds([Say(kind, "seed that waits for the announcement", Seen.Facilitators)]);
        kit.Word(Say(kind, "words of an invitation", Seen.Facilitators), Say(kind, "words of a thank-you", Seen.Facilitators));
        work.Db.Add(kit);
        var coming = await work.Db.Hotseats.Include(h => h.Answerers).SingleAsync(h => h.PublicId == place.Coming);
        var rehearsal = Hotseat.Rehearse(coming, facilitator, work.Now);
        var guests = CanaryGuests.At(kind, "collecting"); // who comes to the hotseat rehearses it too
        rehearsal.Say(Say(kind, "announcement of a rehearsal", Seen.Facilitators, guests), "The facilitator");
        work.Db.Add(rehearsal);
        await work.Db.SaveChangesAsync();

        foreach (var (seat, words) in new[] { (coming, Say(kind, "seed question", Seen.Inside)), (rehearsal, Say(kind, "seed question of a rehearsal", Seen.Facilitators, guests)) })
        {
            var seed = Question.Ask($"What of {words}?", seat.Id, work.Now);
            work.Db.Add(seed);
            work.Db.Add(PlacedQuestion.Put(seed, PlacedKind.Seed, facilitator, work.Now));
        }
        var asked = Question.Ask($"What of {Say(kind, "question of a rehearsal", Seen.Facilitators, guests)}?", rehearsal.Id, work.Now);
        work.Db.Add(asked);
        work.Db.AddAsker(asked, facilitator, Naming.Named);
        await work.Db.SaveChangesAsync();
        work.Db.Add(Answer.To(asked, Say(kind, "answer of a rehearsal", Seen.Facilitators, guests), rehearsal.Answerers[0].PersonId, work.Now));
        return rehearsal.PublicId;
    }

    async Task<Place> FoundAsync(HubWork work, CommunityKind kind)
    {
        var (db, now) = (work.Db, work.Now);
        long Id(string name) => people[name].PersonId!.Value;
        string Word(string field, Seen seen, params string[] also) => Say(kind, field, seen, also);

        var oldName = Word("former name and address", Seen.Card);
        var community = Community.Propose(oldName, Word("purpose", Seen.Card), kind, Id("facilitator"), now.AddDays(-100));
        community.Open(now.AddDays(-99));
        db.Add(community);
        await db.SaveChangesAsync();
        db.Add(OldSlug.Of(community));
        var name = Word("name", Seen.Card);
        community.Describe(name, community.Purpose);
        community.MoveTo(Community.SlugOf(name));
        community.Settings.Welcome = Word("welcome", Seen.Members);
        community.Settings.RequestHint = Word("hint for requests", Seen.Card);
        var id = community.Id;

        Person Somebody(string field, Seen seen, params string[] also)
        {
            var person = Person.Register(Word(field, seen, also), "Europe/London", now.AddDays(-50));
            person.Confirm(now.AddDays(-50));
            db.Add(person);
            return person;
        }
        var (silent, asker, guest, second) = (
            Somebody("name of a member who says nothing", Seen.Members), Somebody("name of who asks", Seen.Inside, CanaryGuests.At(kind)),
            Somebody("name of the guest", Seen.Inside), Somebody("name of the second facilitator", Seen.Inside));
        asker.WorkFor(Word("organisation of who asks", Seen.Inside, CanaryGuests.At(kind)));
        // They have left since, so that no list of members shows them.
        var (unnamed, shy) = (Somebody("name of who asked without one", Seen.Only), Somebody("name of who gave it to the facilitators", Seen.Facilitators));
        unnamed.WorkFor(Word("organisation of who asked without a name", Seen.Only));
        await db.SaveChangesAsync();
        foreach (var person in new[] { Id("facilitator"), Id("member"), Id("suspended"), silent.Id, asker.Id, guest.Id, second.Id }) db.Add(Membership.Begin(id, person, now.AddDays(-40)));
        foreach (var left in new[] { unnamed, shy })
        {
            var membership = Membership.Begin(id, left.Id, now.AddDays(-40));
            membership.End(now.AddDays(-4));
            db.Add(membership);
        }
        var before = Membership.Begin(id, Id("former"), now.AddDays(-40));
        before.End(now.AddDays(-5));
        db.Add(before);
        db.Add(Role.Give(id, Id("facilitator"), isLead: true, now.AddDays(-40)));
        db.Add(Role.Give(id, second.Id, isLead: false, now.AddDays(-40)));
        db.Add(Suspension.Of(Id("suspended"), id, Word("reason of a suspension", Seen.Facilitators, "suspended"), Id("facilitator"), now.AddDays(-1), now.AddDays(30)));
        db.Add(JoinRequest.From(Id("applicant"), id, Word("reason of a request to join", Seen.Facilitators, "applicant"), now.AddDays(-2)));
        var invitation = Invitation.For("invited@canary.test", id, SecretKey.Hash(kind + "-key"), Id("facilitator"), now.AddDays(-1));
        db.Add(invitation);
        db.Add(Invitation.For(Word("mail address of an invitation", Seen.Facilitators) + "@canary.test", id, SecretKey.Hash(kind + "-another"), Id("facilitator"), now.AddDays(-1)));
        var entry = RecordedEntry.Begin(id, Id("entered"), Word("reason of an entry", Seen.Facilitators), now.AddDays(-3));
        db.Add(entry);
        db.Add(Act.Of(People.Actor.Of(Id("facilitator")), ActVerbs.Removed, now.AddDays(-5), id, Id("former"), why: Word("reason of an act", Seen.Facilitators)));
        db.Add(Notice.To(Id("member"), Word("notice of a member", Seen.Only, "member"), $"/communities/{community.Slug}", id, now));
        foreach (var outsider in new[] { "former", "suspended", "administrator" })
        {
            db.Add(Notice.To(Id(outsider), Word($"old notice to the {outsider}, from inside", Seen.Only, kind is CommunityKind.Open && outsider is not "suspended" ? [outsider] : []), $"/communities/{community.Slug}", id, now.AddDays(-10)));
        }

        Hotseat Seat(string what, DateTime starts, Seen seen)
        {
            var schedule = new Schedule { StartsLocal = starts, Zone = "UTC", Minutes = 60, StartsAt = starts, EndsAt = starts.AddMinutes(60) };
            var seat = Hotseat.Draft(id, Id("facilitator"), schedule, Word($"title of a hotseat that is {what}", seen, CanaryGuests.At(kind, what)), Word($"about of a hotseat that is {what}", seen), starts.AddDays(-2));
            seat.Seat(guest.Id, Word($"introduction of a guest of a hotseat that is {what}", seen));
            db.Add(seat);
            return seat;
        }
        var live = Seat("live", now.AddMinutes(-20), Seen.Inside);
        live.Announce(null, now.AddDays(-1));
        live.CatchUp(now);
        live.Say(Word("announcement", Seen.Inside, CanaryGuests.At(kind)), "The facilitator");
        var coming = Seat("collecting", now.AddDays(3), Seen.Inside);
        coming.Announce(null, now.AddDays(-1));
        var over = Seat("over", now.AddDays(-6), Seen.Inside);
        over.Announce(null, now.AddDays(-7));
        over.GoLive(null, over.StartsAt);
        var cancelled = Seat("cancelled", now.AddDays(5), Seen.Inside);
        cancelled.Announce(null, now.AddDays(-1));
        cancelled.Cancel(Word("reason of a cancellation", Seen.Inside), Id("facilitator"), now);
        var draft = Seat("a draft", now.AddDays(8), Seen.Facilitators);
        await db.SaveChangesAsync();

        async Task<Question> AskAsync(Hotseat seat, string what, long by, Seen seen, params string[] also) => await AskAsAsync(seat, what, by, Naming.Named, seen, also);

        async Task<Question> AskAsAsync(Hotseat seat, string what, long by, Naming naming, Seen seen, params string[] also)
        {
            var question = Question.Ask($"What of {Word(what, seen, also)}?", seat.Id, now.AddDays(-1), naming);
            db.Add(question);
            db.Add(QuestionAsker.Of(question, by, naming));
            await db.SaveChangesAsync();
            db.Add(Vote.For(question, by, now));
            return question;
        }
        var waiting = await AskAsync(live, "question that waits", asker.Id, Seen.Inside, CanaryGuests.At(kind));
        var answered = await AskAsync(live, "question that was answered", asker.Id, Seen.Inside);
        var answer = Answer.To(answered, $"It is {Word("answer", Seen.Inside)}.", guest.Id, now);
        db.Add(answer);
        await db.SaveChangesAsync();
        var comment = Comment.On(answer.Id, $"And {Word("comment", Seen.Inside)}.", Id("member"), now);
        db.Add(comment);
        var gone = Comment.On(answer.Id, $"And {Word("comment that was taken away", Seen.Only)}.", Id("member"), now);
        gone.Remove(Id("facilitator"), now);
        db.Add(gone);
        db.Add(AnswerThanks.For(answer.Id, Id("member"), now));
        await db.SaveChangesAsync();
        await ReportCanaries.AddAsync(db, id, [Reported.The(waiting), Reported.The(answer), Reported.The(comment)], Word, now);
        var atLast = await AskAsync(over, "question of long ago", asker.Id, Seen.Inside);
        db.Add(Answer.To(atLast, $"It was {Word("answer of long ago", Seen.Inside)}.", guest.Id, now));
        foreach (var (seat, which) in new[] { (live, "live"), (over, "over") })
        {
            await AskAsAsync(seat, $"question without a name in the one that is {which}", unnamed.Id, Naming.Unnamed, Seen.Inside);
            await AskAsAsync(seat, $"question for facilitators to know in the one that is {which}", shy.Id, Naming.ToFacilitators, Seen.Inside);
        }
        var nameless = await AskAsAsync(live, "answered question without a name", unnamed.Id, Naming.Unnamed, Seen.Inside);
        db.Add(Answer.To(nameless, $"It is {Word("answer to nobody in particular", Seen.Inside)}.", guest.Id, now));
        db.Add(LookUp.Of((await AskAsAsync(live, "question of the member without a name", Id("member"), Naming.Unnamed, Seen.Inside)).Id, Id("facilitator"), Word("reason of a look-up", Seen.Only, "member"), now));
        db.Add(AskRequest.From(Id("member"), live.Id, $"And {Word("question to be asked for a member", Seen.Facilitators, "member")}?", now));
        var back = AskRequest.From(Id("member"), live.Id, $"And {Word("question that was given back", Seen.Only, "member")}?", now);
        back.Decline(Word("reason why it was given back", Seen.Only, "member"), Id("facilitator"), now);
        db.Add(back);
        (await AskAsync(live, "question that was declined", Id("member"), Seen.Facilitators, "member"))
            .Decline(Word("reason for declining", Seen.Facilitators, "member"), Id("facilitator"), now);
        (await AskAsync(live, "question that was taken back", Id("member"), Seen.Only, "member")).Withdraw(now);
        (await AskAsync(live, "question that waits for approval", asker.Id, Seen.Facilitators)).AwaitApproval(now);
        var clarified = await AskAsync(live, "question before an edit", asker.Id, Seen.Facilitators);
        db.Add(clarified.Clarify($"What of {Word("question after an edit", Seen.Inside)}?", Id("facilitator"), now));
        QuestionSet.Of(waiting, []).TakeIn(await AskAsync(live, "question that was merged into another", asker.Id, Seen.Facilitators));
        over.WrapUp(null, over.EndsAt);
        over.Archive(null, now);
        var after = await AfterwardsCanaries.AddAsync(work, id, over, atLast, people, Word);
        var discussion = await ForumCanaries.AddAsync(work, id, community.Slug, people, Word);
        foreach (var (place, text) in new[] { (CommunityHub.Hotseats.Places.Ask(coming.PublicId), "draft of a question"), (CommunityHub.Hotseats.Places.Answer(waiting.PublicId), "draft of an answer") })
        {
            var typed = Draft.At(place, Id("member"), now);
            typed.Keep(Word(text, Seen.Only, "member"), now);
            db.Add(typed);
        }
        db.Add(Sent.Of(Id("member"), $"key-{kind}", waiting.PublicId, now));
        var letter = Mail.Write("member@canary.test", Word("subject of a mail", Seen.Only), Word("text of a mail", Seen.Only), now, Id("member"), id);
        letter.WasSent(now);
        db.Add(letter);
        work.Announce(LiveTopic.CommunityRights(id), LiveTopic.Directory, LiveTopic.Programme);
        return new Place(
            id, community.PublicId, community.Slug, Community.SlugOf(oldName), invitation.PublicId, $"{kind}-key",
            live.PublicId, coming.PublicId, over.PublicId, cancelled.PublicId, draft.PublicId, waiting.PublicId, answered.PublicId,
            [silent.PublicId, asker.PublicId, guest.PublicId, second.PublicId])
        {
            Answer = answer.PublicId,
            Comment = comment.PublicId,
            Discussion = discussion,
            ImportedAuthor = await db.ImportedAuthors.Where(a => a.Source.CommunityId == id).OrderBy(a => a.Id).Select(a => a.PublicId).FirstAsync(),
            Unnamed = nameless.PublicId,
            After = after,
        };
    }
}

/// The addresses of a community of the fixture.
public sealed record Place(
    long Id, string PublicId, string Slug, string OldSlug, string InvitationId, string InvitationKey,
    string Live, string Coming, string Over, string Cancelled, string Draft, string Waiting, string Answered, IReadOnlyList<string> People)
{
    public AfterwardsPlace After { get; init; } = AfterwardsPlace.Invented();

    public string Answer { get; init; } = "";

    public string Comment { get; init; } = "";

    public string Discussion { get; init; } = "";

    public string ImportedAuthor { get; init; } = "";

    /// Asked without a name.
    public string Unnamed { get; init; } = "";

    /// Of the guest who came by a link: an answer, one that stands by, and what is theirs to follow up.
    public string GuestAnswer { get; init; } = CommunityHub.PublicId.New();
    public string Standby { get; init; } = CommunityHub.PublicId.New();
    public string GuestFollowUp { get; init; } = CommunityHub.PublicId.New();

    public IEnumerable<string> Hotseats => [Live, Coming, Over, Cancelled, Draft, Rehearsal];

    /// Of the one that collects questions.
    public string Rehearsal { get; init; } = "";
}
