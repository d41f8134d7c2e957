using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Who is named in a post: found when it is saved, and told.
static class MentionWork
{
    sealed record Found(long Id, string PublicId, string Name, string NameKey);

    /// The text as it is kept, and whom it names: members of that community only. Every other @ stays the words it was. Those whom the post
    /// named before stay named.
    public static async Task<(string? Text, IReadOnlyList<long> People)> NamePeopleAsync(this HubWork work, long communityId, string? typed, Post? before = null)
    {
        if (typed is null || !typed.Contains('@') || typed.Length > Post.LongestText * 2) return (typed, []);
        var text = Wording.Clean(typed);
        var places = Mentions.Find(text);
        if (places.Count == 0) return (typed, []);

        var keys = places.Where(place => place.Id is null).SelectMany(place => Beginnings(place.Words)).Select(NameKey.Of).Distinct().ToList();
        var ids = places.Select(place => place.Id).OfType<string>().Distinct().ToList();
        var members = await work.Db.MembersTakingPart(communityId, work.Now)
            .Where(p => ids.Contains(p.PublicId) || keys.Contains(p.NameKey))
            .Select(p => new Found(p.Id, p.PublicId, p.Name, p.NameKey))
            .ToListAsync();
        var postId = before?.Id ?? 0;
        var known = before is null ? [] : await work.Db.PostMentions.Where(m => m.PostId == postId)
            .Join(work.Db.People, m => m.PersonId, p => p.Id, (m, p) => p.PublicId).ToListAsync();
        // Two with one name: the list that opens while one types tells them apart.
        var byKey = members.GroupBy(one => one.NameKey).Where(all => all.Count() == 1).ToDictionary(all => all.Key, all => all.Single());
        var named = new HashSet<long>();
        var marked = Mentions.Replace(text, places, place => place.Id is { } id ? Keep(place, id) : Mark(place));
        // The marks are longer than the names. At the very end of what is allowed they stay words.
        return Wording.CountElements(marked) <= Post.LongestText ? (marked, [.. named]) : (typed, []);

        (int, string)? Keep(MentionPlace place, string id)
        {
            if (members.Find(one => one.PublicId == id) is not { } person) return known.Contains(id) ? null : (place.Length, $"@{place.Words}");
            named.Add(person.Id);
            return (place.Length, Mentions.Mark(id, person.Name));
        }

        (int, string)? Mark(MentionPlace place)
        {
            foreach (var name in Beginnings(place.Words))
            {
                if (!byKey.TryGetValue(NameKey.Of(name), out var person)) continue;
                named.Add(person.Id);
                return (1 + name.Length, Mentions.Mark(person.PublicId, person.Name));
            }
            return null;
        }
    }

    /// Tells each of them once, unless they have muted the discussion. Gives those who were told.
    public static async Task<IReadOnlyList<long>> MentionAsync(this HubWork work, Discussion discussion, Post post, IReadOnlyList<long> people, bool tells, Writer by)
    {
        if (people.Count == 0) return [];
        var db = work.Db;
        var mentions = post.Id == 0 ? [] : await db.PostMentions.Where(m => m.PostId == post.Id).ToListAsync();
        foreach (var person in people.Where(person => mentions.TrueForAll(m => m.PersonId != person)))
        {
            var mention = PostMention.In(post, person);
            db.Add(mention);
            mentions.Add(mention);
        }
        if (!tells) return [];

        var untold = mentions.Where(m => m.ToldAt is null && m.PersonId != by.PersonId && people.Contains(m.PersonId)).ToList();
        if (untold.Count == 0) return [];
        var muted = await db.Follows.Where(f => f.DiscussionId == discussion.Id && f.IsMuted && people.Contains(f.PersonId)).Select(f => f.PersonId).ToListAsync();
        foreach (var mention in untold) mention.Tell(work.Now);
        List<long> told = [.. untold.Select(m => m.PersonId).Except(muted)];
        var news = DiscussionNews.Named(discussion, post, by.Name);
        if (told.Count > 0) await work.TellAllAsync(told.Select(person => (person, news)));
        return told;
    }

    // The longest first, ending with a word: "Ada Osei, you", "Ada Osei", "Ada".
    static IEnumerable<string> Beginnings(string words)
    {
        var ends = new List<int>();
        for (var i = 1; i <= words.Length && ends.Count < 8; i++)
        {
            if (char.IsLetterOrDigit(words[i - 1]) && (i == words.Length || !char.IsLetterOrDigit(words[i]))) ends.Add(i);
        }
        return Enumerable.Reverse(ends).Select(end => words[..end]);
    }
}
