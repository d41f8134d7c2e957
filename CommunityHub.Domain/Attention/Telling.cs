using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Attention;

/// What somebody is told: a sentence or two, and where it leads on this site. With a community it reaches them only while they may
/// read there.
public sealed record News(string Words, string Address, long? CommunityId = null);

/// The one way in which the site tells somebody something.
public static class Telling
{
    public const string NeutralSubject = "There is news for you in one of your communities";

    public static Task TellAsync(this HubWork work, long personId, string words, string address, long? communityId = null) =>
        work.TellAsync(personId, new News(words, address, communityId));

    /// Adds a line to their notices and a letter to the queue, in the same transaction as what it speaks of. A letter from a private
    /// community, or from one that chose so, says that there is news, and no more.
    public static async Task TellAsync(this HubWork work, long personId, News news)
    {
        work.Db.Add(Notice.To(personId, news.Words, news.Address, news.CommunityId, work.Now));
        work.Announce(LiveTopic.Notices(personId));

        var to = await work.Db.Users.Where(a => a.PersonId == personId && a.EmailConfirmed).Select(a => a.Email).SingleOrDefaultAsync();
        if (to is null) return;

        var isQuiet = news.CommunityId is { } id &&
            await work.Db.Communities.AnyAsync(c => c.Id == id && (c.Kind == CommunityKind.Private || c.Settings.NoticeOnlyMail));
        work.Db.Add(isQuiet
            ? Mail.Write(to, NeutralSubject, "Sign in to read it.", work.Now, personId, news.CommunityId, "/notices")
            : Mail.Write(to, Wording.Shorten(Wording.Line(news.Words), 120), news.Words, work.Now, personId, news.CommunityId, news.Address));
    }
}
