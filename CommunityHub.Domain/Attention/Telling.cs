using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Attention;

/// What somebody is told: a sentence or two, and where it leads on this site. With a community it reaches them only while they may
/// read there. After GoodUntil a letter that still waits is not sent: it would be wrong by then.
public sealed record News(string Words, string Address, long? CommunityId = null, DateTime? GoodUntil = null);

/// The one way in which the site tells somebody something.
public static class Telling
{
    public const string NeutralSubject = "There is news for you in one of your communities";

    public static Task TellAsync(this HubWork work, long personId, string words, string address, long? communityId = null) =>
        work.TellAsync(personId, new News(words, address, communityId));

    /// Adds a line to their notices and a letter to the queue, in the same transaction as what it speaks of. A letter from a private
    /// community, or from one that chose so, says that there is news, and no more.
    public static Task TellAsync(this HubWork work, long personId, News news) => work.TellAllAsync([(personId, news)]);

    /// The same for many at once, in two queries however many they are.
    public static async Task TellAllAsync(this HubWork work, IEnumerable<(long PersonId, News News)> told)
    {
        var all = told.ToList();
        var people = all.Select(one => one.PersonId).Distinct().ToList();
        var addresses = await work.Db.Users
            .Where(a => people.Contains(a.PersonId) && a.EmailConfirmed && a.Email != null)
            .ToDictionaryAsync(a => a.PersonId, a => a.Email!);
        var communities = all.Select(one => one.News.CommunityId).OfType<long>().Distinct().ToList();
        var quiet = await work.Db.Communities
            .Where(c => communities.Contains(c.Id) && (c.Kind == CommunityKind.Private || c.Settings.NoticeOnlyMail))
            .Select(c => c.Id)
            .ToListAsync();

        // Guests have no list of notices, and no page of the site but their desk.
        var guests = await work.Db.Answerers
            .Where(a => people.Contains(a.PersonId) && a.Mail != null && a.RevokedAt == null)
            .ToDictionaryAsync(a => a.PersonId, a => a.Mail!);

        foreach (var (personId, news) in all)
        {
            if (guests.TryGetValue(personId, out var guest))
            {
                var words = news.CommunityId is { } closed && quiet.Contains(closed) ? "There is news of the hour in which you answer questions." : news.Words;
                work.Db.Add(Mail.Write(guest, Wording.Shorten(Wording.Line(words), 120), $"{words}\n\nThe personal link in our invitation opens your desk.", work.Now));
                continue;
            }
            work.Db.Add(Notice.To(personId, news.Words, news.Address, news.CommunityId, work.Now));
            work.Announce(LiveTopic.Notices(personId));
            if (!addresses.TryGetValue(personId, out var to)) continue;

            work.Db.Add(news.CommunityId is { } id && quiet.Contains(id)
                ? Mail.Write(to, NeutralSubject, "Sign in to read it.", work.Now, personId, news.CommunityId, "/notices", news.GoodUntil)
                : Mail.Write(to, Wording.Shorten(Wording.Line(news.Words), 120), news.Words, work.Now, personId, news.CommunityId, news.Address, news.GoodUntil));
        }
    }
}
