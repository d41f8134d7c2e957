using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Somebody sits in a hotseat no more: at once, everywhere.
static class Unseating
{
    /// A link is good for nothing any more, open desks close, what they kept is free again, and in the rehearsal too.
    public static async Task UnseatAsync(this HubWork work, Hotseat hotseat, Answerer seat)
    {
        hotseat.Unseat(seat.PersonId, work.Now);
        await work.SeatInRehearsalAsync(hotseat);
        foreach (var claim in await work.Db.Claims.Where(c => c.AnswererId == seat.Id && c.Until == null).ToListAsync())
        {
            claim.End(work.Now);
            if (hotseat.AnsweringId == claim.QuestionId) hotseat.StopAnswering();
        }
        // The sign-in stays, and is good for nothing: so whoever types at that moment is told why, and keeps the words.
        work.Announce(LiveTopic.PersonRights(seat.PersonId));
    }
}
