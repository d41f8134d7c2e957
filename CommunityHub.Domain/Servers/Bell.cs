using System.Globalization;
using System.Text;
using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Servers;

/// The bell between servers on one PostgreSQL: NOTIFY, in the transaction that writes, so that who hears it reads what was written. It says which
/// server wrote and which topics changed: kinds and row numbers, nothing else.
public static class Bell
{
    public const string Channel = "hub_bell";

    // NOTIFY takes 8,000 bytes.
    const int Longest = 7_500;

    /// Gives the transaction's number, by which its fate can be asked; null where it wrote nothing.
    internal static async Task<string?> TellOthersAsync(HubDb db, string server, IReadOnlyCollection<LiveTopic> topics)
    {
        foreach (var words in Write(server, topics)) await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {words})");
        return await db.Database.SqlQuery<string?>($"""SELECT pg_current_xact_id_if_assigned()::text AS "Value" """).SingleAsync();
    }

    public static IEnumerable<string> Write(string server, IEnumerable<LiveTopic> topics)
    {
        var words = new StringBuilder(server);
        foreach (var topic in topics)
        {
            if (words.Length > Longest)
            {
                yield return words.ToString();
                words.Clear().Append(server);
            }
            words.Append(CultureInfo.InvariantCulture, $" {topic.Kind}:{topic.Id}:{topic.PersonId}");
        }
        if (words.Length > server.Length) yield return words.ToString();
    }

    /// Which server rang, and for what. What is not understood (a newer server's) rings nothing.
    public static (string Server, LiveTopic[] Topics) Read(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (parts.FirstOrDefault() ?? "", [.. parts.Skip(1).Select(Topic).OfType<LiveTopic>()]);
    }

    static LiveTopic? Topic(string words) =>
        words.Split(':') is [var kind, var id, var person]
            && long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ofId)
            && long.TryParse(person, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ofPerson)
                ? new LiveTopic(kind, ofId, ofPerson)
                : null;
}
