using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data.Demo;

/// People, communities and hotseats to try the site with. Its times are relative to the moment in which it is made.
public sealed class DemoWorld(IDbContextFactory<HubDb> databases, HubWrites writes)
{
    const string Zone = "Europe/London";

    /// Made whole or not at all, and only where nobody is yet. False: somebody is.
    public async Task<bool> EnterAsync()
    {
        await using (var db = await databases.CreateDbContextAsync())
        {
            if (await db.People.AnyAsync()) return false;
        }

        var passwordHash = Passwords.Hash(DemoCast.Password, "");
        return await writes.DoAsync(async work =>
        {
            if (await work.Db.People.AnyAsync()) return false;

            await new DemoMaking(work, passwordHash).MakeAsync();
            return true;
        });
    }

    sealed class DemoMaking(HubWork work, string passwordHash)
    {
        readonly Dictionary<string, Person> people = [];
        readonly Random chance = new(2006); // the year in which the first hotseat of this kind was held

        HubDb Db => work.Db;
        DateTime Now => work.Now;
        Person Ada => people[DemoCast.Ada];

        static IEnumerable<string> EverybodyElse => DemoCast.Others.Select(other => other.Name);

        public async Task MakeAsync()
        {
            var settings = new SiteSettings();
            settings.Change("CommunityHub", address: "", "help@demo.test", Zone, settings.BankHolidays, publicReading: true);
            if (!await Db.SiteSettings.AnyAsync()) Db.Add(settings);

            foreach (var (name, organisation) in DemoCast.Leads) Register(name, organisation, name is DemoCast.Cy ? Now.AddHours(-3) : Now.AddDays(-420));
            foreach (var (name, organisation) in DemoCast.Others) Register(name, organisation, Now.AddDays(-chance.Next(30, 900)));
            people[DemoCast.Dot].BecomeAdministrator(Now.AddDays(-420));
            await Db.SaveChangesAsync();

            var repairs = await OpenAsync("Housing Repairs", "Getting repairs right the first time: damp, doors, drains, and the people who live with them.", CommunityKind.Open,
                "Welcome. Say hello, or just read. Nobody here minds a simple question.");
            var care = await OpenAsync("Adult Social Care", "Direct payments, reviews, carers and discharge: what really helps, from people who do it.", CommunityKind.ByRequest,
                "Welcome. What is said here stays with the members, so you can ask what you would ask a colleague.");
            var loneWorkers = await OpenAsync("Lone Worker Safety", "For those who visit people alone. A place to talk about what went wrong.", CommunityKind.Private, null);
            var transport = await OpenAsync("School Transport", "Getting every child there, on time.", CommunityKind.ByRequest, null);
            var facilitators = await OpenAsync("Facilitators", "Where facilitators help each other: momentum, quiet weeks, and holiday cover.", CommunityKind.Private, null);
            facilitators.BeTheFacilitatorsOwn();
            loneWorkers.Settings.AllowUnnamedPosts = true;
            care.Settings.RequestHint = "Say where you work and what you do there. One sentence is enough.";

            Join(repairs, [DemoCast.Ada, DemoCast.Bo, DemoCast.Cy, DemoCast.Eve, DemoCast.Gus, .. EverybodyElse.Take(32)]);
            Join(care, [DemoCast.Ada, DemoCast.Bo, DemoCast.Cy, DemoCast.Eve, DemoCast.Gus, .. EverybodyElse.Where(name => name is not DemoCast.Rhys)]);
            Join(loneWorkers, [DemoCast.Ada, DemoCast.Bo, DemoCast.Gus, .. EverybodyElse.Skip(20).Take(9)]);
            Join(transport, [DemoCast.Fay, .. EverybodyElse.Skip(30)]);
            Join(facilitators, [DemoCast.Ada, DemoCast.Fay, DemoCast.Tom, DemoCast.Rhys]);
            Facilitate(repairs, DemoCast.Ada, DemoCast.Rhys);
            Facilitate(care, DemoCast.Ada, DemoCast.Tom);
            Facilitate(loneWorkers, DemoCast.Ada);
            Facilitate(transport, DemoCast.Fay);
            Facilitate(facilitators, DemoCast.Ada);
            Suspend(DemoCast.Eve, care, "Unkind words to two members, after a friendly warning.");
            await Db.SaveChangesAsync();

            await MakeArchivedAsync(repairs);
            await MakeLiveAsync(care);
            await MakeCollectingAsync(repairs, ThursdayOfNextWeek.AddHours(11), DemoGrabRails.Title, DemoGrabRails.About, DemoGrabRails.Introduction, DemoGrabRails.Waiting, coming: 14, DemoGrabRails.Seeds);
            await MakeCollectingAsync(loneWorkers, ThursdayOfNextWeek.AddDays(-1).AddHours(14), DemoLoneWorking.Title, DemoLoneWorking.About, DemoLoneWorking.Introduction, DemoLoneWorking.Waiting, coming: 5);
            foreach (var (community, discussions) in new[] { (repairs, DemoForum.Repairs), (care, DemoForum.Care), (loneWorkers, DemoForum.LoneWorkers) })
            {
                foreach (var discussion in discussions) await DemoForum.MakeAsync(work, people, community, discussion);
            }
        }

        DateTime Here => TimeZoneInfo.ConvertTimeFromUtc(Now, TimeZoneInfo.FindSystemTimeZoneById(Zone));

        // Weeks begin on Monday.
        DateTime ThursdayOfNextWeek => Here.Date.AddDays(7 - (((int)Here.DayOfWeek + 6) % 7) + 3);

        void Register(string name, string? organisation, DateTime at)
        {
            var person = Person.Register(name, Zone, at);
            person.WorkFor(organisation);
            person.Confirm(at);
            people.Add(name, person);
            Db.Add(Account.For(person, DemoCast.AddressOf(name), passwordHash));
            Db.Add(PrivacyAcceptance.By(person, at));
        }

        async Task<Community> OpenAsync(string name, string purpose, CommunityKind kind, string? welcome)
        {
            var community = Community.Propose(name, purpose, kind, Ada.Id, Now.AddDays(-401));
            community.Open(Now.AddDays(-400));
            community.Settings.Welcome = welcome;
            Db.Add(community);
            await Db.SaveChangesAsync();
            Db.Add(Act.Of(Actor.Of(people[DemoCast.Dot].Id), ActVerbs.Opened, Now.AddDays(-400), community.Id, Ada.Id));
            return community;
        }

        void Join(Community community, IEnumerable<string> names)
        {
            foreach (var person in names.Select(name => people[name]))
            {
                var from = person.JoinedAt.AddDays(3);
                Db.Add(Membership.Begin(community.Id, person.Id, from > Now ? Now.AddHours(-2) : from < community.OpenedAt ? community.OpenedAt.Value : from));
            }
        }

        void Facilitate(Community community, params string[] names)
        {
            foreach (var name in names) Db.Add(Role.Give(community.Id, people[name].Id, isLead: name == names[0], community.OpenedAt!.Value));
        }

        void Suspend(string name, Community community, string why)
        {
            var (person, at) = (people[name], Now.AddDays(-2));
            Db.Add(Suspension.Of(person.Id, community.Id, why, Ada.Id, at, Now.AddDays(28)));
            Db.Add(Act.Of(Actor.Of(Ada.Id), ActVerbs.Suspended, at, community.Id, person.Id, why: why));
        }

        async Task MakeArchivedAsync(Community community)
        {
            // Five weeks ago, on a Wednesday.
            var room = await AnnounceAsync(community, ThursdayOfNextWeek.AddDays(-43).AddHours(11), Now.AddDays(-70), DemoColdSpots.Title, DemoColdSpots.About, DemoCast.Joan, DemoColdSpots.Introduction);
            room.GoLive(null, room.StartsAt);
            var talks = DemoColdSpots.Answered.Index().Select(talk => (
                talk.Item,
                Asked: talk.Index < 14 ? room.StartsAt.AddHours(-9 * (14 - talk.Index)) : room.StartsAt.AddMinutes(2 * (talk.Index - 14) + 1),
                Answered: (DateTime?)room.StartsAt.AddMinutes(3.1 * talk.Index + 2)));
            var questions = await TalkAsync(room, people[DemoCast.Joan], talks, wanted: i => Math.Max(1, 27 - 2 * i + chance.Next(6)));
            room.WrapUp(null, room.EndsAt);
            room.Archive(Ada.Id, room.EndsAt.AddHours(20));
            await Db.SaveChangesAsync();
            await DemoAfterwards.AddAsync(Db, room, questions, Ada.Id, await MembersOfAsync(community.Id));
        }

        async Task MakeLiveAsync(Community community)
        {
            var starts = Here.AddMinutes(-37);
            starts = starts.Date.AddHours(starts.Hour).AddMinutes(starts.Minute);
            var room = await AnnounceAsync(community, starts, Now.AddDays(-20), DemoDirectPayments.Title, DemoDirectPayments.About, DemoCast.Gus, DemoDirectPayments.Introduction);
            room.GoLive(null, room.StartsAt);
            room.StayOpenUntil(Now.AddDays(1));

            var answered = DemoDirectPayments.Answered.Index().Select(talk => (
                talk.Item,
                Asked: talk.Index < 9 ? room.StartsAt.AddHours(-11 * (9 - talk.Index)) : room.StartsAt.AddMinutes(2 * (talk.Index - 9) + 1),
                Answered: (DateTime?)room.StartsAt.AddMinutes(2.4 * talk.Index + 3)));
            var waiting = DemoDirectPayments.Waiting.Index().Select(talk => (
                talk.Item,
                Asked: talk.Index < 4 ? room.StartsAt.AddHours(-7 * (4 - talk.Index)) : room.StartsAt.AddMinutes(2.4 * (talk.Index - 4) + 4).AddSeconds(11),
                Answered: (DateTime?)null));
            int[] wanted = [31, 23, 18, 14, 12, 11, 9, 8, 7, 6, 5, 4, 4, 3, 2, 2, 1];
            var questions = await TalkAsync(room, people[DemoCast.Gus], [.. waiting, .. answered], i => i < wanted.Length ? wanted[i] : 6 + chance.Next(22));
            await TalkUnderAnswersAsync(room, [.. questions.Skip(DemoDirectPayments.Waiting.Length)]);
            room.AnswerNow(questions[0]);
            room.Say(DemoDirectPayments.Announcement, Ada.Name);
            await Db.SaveChangesAsync();
        }

        async Task MakeCollectingAsync(Community community, DateTime starts, string title, string about, string introduction, DemoTalk[] waiting, int coming, params string[] seeds)
        {
            var room = await AnnounceAsync(community, starts, Now.AddDays(-5), title, about, DemoCast.Gus, introduction);
            var talks = waiting.Index().Select(talk => (talk.Item, Asked: Now.AddHours(-110 + 13 * talk.Index), Answered: (DateTime?)null));
            await TalkAsync(room, people[DemoCast.Gus], talks, wanted: i => Math.Max(1, 12 - 2 * i));
            foreach (var seed in seeds)
            {
                var question = Question.Ask(seed, room.Id, Now.AddDays(-5));
                Db.Add(question);
                Db.Add(PlacedQuestion.Put(question, PlacedKind.Seed, Ada.Id, Now.AddDays(-5)));
            }
            var kit = Kit.For(room, Now.AddDays(-5));
            kit.Word(Kit.ReadyInvitation, Kit.ReadyThankYou);
            Db.Add(kit);
            foreach (var member in (await MembersOfAsync(community.Id)).Take(coming)) Db.Add(SignUp.For(room.Id, member, Now.AddDays(-3)));
            await Db.SaveChangesAsync();
        }

        async Task<Hotseat> AnnounceAsync(Community community, DateTime startsLocal, DateTime at, string title, string about, string guest, string introduction)
        {
            var room = Hotseat.Draft(community.Id, Ada.Id, Schedule.At(startsLocal, Zone, minutes: 60), title, about, at.AddHours(-2));
            room.Seat(people[guest].Id, introduction);
            room.Announce(Ada.Id, at);
            Db.Add(room);
            await Db.SaveChangesAsync();
            Db.Add(Act.Of(Actor.Of(Ada.Id), "announced a hotseat", at, community.Id, onWhat: room.PublicId));

            // As if they had gone out: nobody is reminded of what has begun.
            foreach (var kind in Enum.GetValues<ReminderKind>().Where(kind => HotseatClock.TimeOf(room, kind) <= Now)) Db.Add(Reminder.Of(room, kind, HotseatClock.TimeOf(room, kind)));
            return room;
        }

        // Gives the questions in the order of the talks. How many want each comes from its number in that order.
        async Task<IReadOnlyList<Question>> TalkAsync(Hotseat room, Person guest, IEnumerable<(DemoTalk Talk, DateTime Asked, DateTime? Answered)> talks, Func<int, int> wanted)
        {
            var all = talks.Index().Select(talk => (talk.Item.Talk, Question: Question.Ask(talk.Item.Talk.Text, room.Id, talk.Item.Asked, NamingOf(talk.Index, talk.Item.Talk)), talk.Item.Answered)).ToList();
            Db.AddRange(all.Select(talk => talk.Question).OrderBy(question => question.AskedAt));
            await Db.SaveChangesAsync();

            var members = (await MembersOfAsync(room.CommunityId)).Except([guest.Id]).ToArray();
            var askers = EverybodyElse.Select(name => people[name].Id).Intersect(members).Except([Ada.Id, people[DemoCast.Tom].Id, people[DemoCast.Rhys].Id]).ToArray();
            foreach (var (i, (talk, question, answeredAt)) in all.Index())
            {
                var asker = talk == DemoDirectPayments.Waiting[^1] ? people[DemoCast.Cy].Id : talk == DemoDirectPayments.Waiting[3] ? people[DemoCast.Bo].Id : askers[i % askers.Length];
                Db.Add(QuestionAsker.Of(question, asker, NamingOf(i, talk)));
                Db.Add(Vote.For(question, asker, question.AskedAt));

                var until = answeredAt ?? (room.IsOver ? room.EndsAt : Now);
                var others = members.Except([asker]).ToArray();
                chance.Shuffle(others);
                foreach (var voter in others.Take(wanted(i) - 1)) Db.Add(Vote.For(question, voter, question.AskedAt + (until - question.AskedAt) * chance.NextDouble()));

                if (answeredAt is { } at) Db.Add(Answer.To(question, talk.Answer, guest.Id, at));
            }
            await Db.SaveChangesAsync();
            return [.. all.Select(talk => talk.Question)];
        }

        // Two in five ask without a name. Bo and Cy, whom people try the site as, ask with theirs.
        static Naming NamingOf(int i, DemoTalk talk) => talk == DemoDirectPayments.Waiting[^1] || talk == DemoDirectPayments.Waiting[3]
            ? Naming.Named
            : (i % 5) switch { 1 => Naming.Unnamed, 4 => Naming.ToFacilitators, _ => Naming.Named };

        async Task TalkUnderAnswersAsync(Hotseat room, Question[] answered)
        {
            var members = await MembersOfAsync(room.CommunityId);
            foreach (var (i, question) in answered.Index())
            {
                var answer = await Db.Answers.SingleAsync(a => a.QuestionId == question.Id);
                foreach (var member in members.Where(member => member != answer.PersonId).Skip(i).Take(DemoComments.Thanks[i])) Db.Add(AnswerThanks.For(answer.Id, member, Now.AddMinutes(-1)));
                foreach (var (_, by, ago, text) in DemoComments.All.Where(comment => comment.Answer == i)) Db.Add(Comment.On(answer.Id, text, people[by].Id, Now.AddMinutes(-ago)));
            }
        }

        Task<List<long>> MembersOfAsync(long communityId) => Db.Memberships
            .Where(m => m.CommunityId == communityId && m.Until == null
                && !Db.Suspensions.Any(s => s.CommunityId == communityId && s.PersonId == m.PersonId))
            .OrderBy(m => m.Id)
            .Select(m => m.PersonId)
            .ToListAsync();
    }
}
