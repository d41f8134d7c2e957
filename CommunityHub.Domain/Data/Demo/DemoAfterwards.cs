using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data.Demo;

/// What was added to the archived hotseat: themes, what was learnt, what those said who had asked.
static class DemoAfterwards
{
    // By the place of the question among those that were answered.
    static readonly (string Theme, int[] Questions)[] Themes =
    [
        ("Before the visit", [0, 1, 6, 11, 17, 25]),
        ("Finding the cause", [2, 4, 16, 18, 20, 23, 24, 13]),
        ("What helps", [7, 9, 10, 14, 15, 19, 21]),
        ("Talking with people", [3, 5, 8, 12, 26]),
    ];

    const string Summary = """
        Damp is a detective story, not a matter of blame. The teams that got somewhere did three things: they **went within two weeks**, they took a surface thermometer, and they asked one person to follow the case to its end.

        - Treating mould without looking for its cause brings you back in spring.
        - A fan that runs all the time beats one on a switch.
        - Write down what you saw, not what you think of the household.
        """;

    public static async Task AddAsync(HubDb db, Hotseat room, IReadOnlyList<Question> questions, long facilitator, IReadOnlyList<long> members)
    {
        var archived = room.ArchivedAt!.Value;
        foreach (var (place, (name, under)) in Themes.Index())
        {
            var theme = Theme.Add(name, room.CommunityId, place, archived);
            db.Add(theme);
            await db.SaveChangesAsync();
            db.AddRange(under.Select(i => QuestionTheme.Of(questions[i].Id, theme.Id)));
        }
        db.Add(CommunityHub.Hotseats.Afterwards.Summary.Publish(Summary, room, 1, facilitator, archived.AddHours(2)));

        db.AddRange(members.Select(member => Attendance.Of(room.Id, member)));
        db.Add(HotseatPeak.Of(room.Id, members.Count * 2 / 3));

        // A month later: as if they had been asked, and some had said something.
        var asked = archived + DidItHelp.After;
        db.Add(HelpRound.For(room.Id, asked));
        var ids = questions.Select(q => q.Id).ToList();
        var askers = await db.QuestionAskers.Where(a => ids.Contains(a.QuestionId)).OrderBy(a => a.QuestionId).Select(a => new { a.QuestionId, a.PersonId }).ToListAsync();
        db.AddRange(askers.Select(a => a.PersonId).Distinct().Select(person => HelpRequest.To(person, room.Id, asked)));
        foreach (var (i, asker) in askers.Take(11).Index())
        {
            var reply = HelpReply.Of(asker.QuestionId, asker.PersonId);
            reply.Say(i is 4 or 8 ? HelpVerdict.Partly : i is 9 ? HelpVerdict.No : HelpVerdict.Yes, i switch
            {
                0 => "We bought four thermometers the same week.",
                4 => "The idea is good. Our contract runs until May.",
                9 => "Our boiler room is a case of its own.",
                _ => null,
            });
            db.Add(reply);
        }
        await db.SaveChangesAsync();
    }
}
