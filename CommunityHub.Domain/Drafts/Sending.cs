using System.Security.Cryptography;
using System.Text;
using CommunityHub.Data;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Drafts;

/// Sending the same form twice does it once.
public static class Sending
{
    static readonly CompiledQuery<Func<HubDb, long, string, Task<string?>>> Before = CompiledQuery.Of(
        (HubDb db, long personId, string key) => db.Sent.Where(s => s.PersonId == personId && s.Key == key).Select(s => s.Result).SingleOrDefault());

    static readonly CompiledQuery<Func<HubDb, long, string, Task<Draft?>>> DraftOf = CompiledQuery.Of(
        (HubDb db, long personId, string place) => db.Drafts.SingleOrDefault(d => d.PersonId == personId && d.Place == place));

    static readonly CompiledQuery<Func<HubDb, long, IReadOnlyList<string>, IAsyncEnumerable<Draft>>> DraftsOf = CompiledQuery.ListOf(
        (HubDb db, long personId, IReadOnlyList<string> places) => db.Drafts.Where(d => d.PersonId == personId && places.Contains(d.Place)));

    /// Does the act unless this person has sent this key before; then only the result comes back. The key is kept in the same
    /// transaction as what it made. Without a key the act is done. With the words that were typed, the same key with other words is
    /// another sending: whoever goes back in the browser and types anew has a page with the old key, and must not lose the new words.
    public static async Task<string> OnceAsync(this HubWork work, long personId, string? key, Func<Task<string>> act, string? words = null)
    {
        if (string.IsNullOrEmpty(key)) return await act();
        if (key.Length > 64 || !key.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
        {
            throw new RefusedException("This form is not as we sent it. Load the page again. What you typed is kept.");
        }
        if (words is not null) key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{Wording.Clean(words)}")));

        var before = await Before.In(work.Db)(work.Db, personId, key);
        if (before is not null) return before;

        var result = await act();
        work.Db.Add(Drafts.Sent.Of(personId, key, result, work.Now));
        return result;
    }

    /// What was sent is no draft any more.
    public static async Task ForgetDraftAsync(this HubWork work, long personId, string place)
    {
        var draft = await DraftOf.In(work.Db)(work.Db, personId, place);
        if (draft is not null) work.Db.Remove(draft);
    }

    public static async Task ForgetDraftsAsync(this HubWork work, long personId, IReadOnlyList<string> places) =>
        work.Db.RemoveRange(await DraftsOf.In(work.Db)(work.Db, personId, places).ToListAsync());
}
