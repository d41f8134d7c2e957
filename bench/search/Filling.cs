using System.Globalization;
using CommunityHub;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SearchBench;

/// 550 communities, 2,000 people, a discussion for every ten posts of about sixty words. Posts by plain statements: they are not what is measured.
static class Filling
{
    const int Communities = 550, People = 2_000;

    public static async Task FillAsync(HubDb db, Words words, int posts)
    {
        var (chance, now) = (new Random(3), DateTime.UtcNow);
        var people = Enumerable.Range(0, People).Select(i => Person.Register($"Person {i}", "Europe/London", now.AddDays(-2000))).ToList();
        people.ForEach(person => person.Confirm(now.AddDays(-2000)));
        db.AddRange(people);
        await db.SaveChangesAsync();
        var communities = Enumerable.Range(0, Communities)
            .Select(i => Community.Propose($"Community {i.ToString(CultureInfo.InvariantCulture)}", words.Text(chance, 12), (i % 16) switch { < 10 => CommunityKind.Open, < 15 => CommunityKind.ByRequest, _ => CommunityKind.Private }, people[0].Id, now.AddDays(-2000)))
            .ToList();
        communities.ForEach(community => community.Open(now.AddDays(-2000)));
        db.AddRange(communities);
        await db.SaveChangesAsync();
        foreach (var person in people) db.AddRange(communities.OrderBy(_ => chance.Next()).Take(4).Select(c => Membership.Begin(c.Id, person.Id, now.AddDays(-1900))));
        await db.SaveChangesAsync();

        await using var whole = await db.Database.BeginTransactionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var discussion = Command(connection, """
            INSERT INTO "Discussions" ("Id", "PublicId", "CommunityId", "Kind", "Title", "StarterId", "StartedAt", "PostCount", "LastPostAt")
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8)
            """, 9);
        await using var post = Command(connection, """
            INSERT INTO "Posts" ("PublicId", "DiscussionId", "Number", "PersonId", "Text", "Html", "At", "Version", "IsHalfFinished")
            VALUES (@0, @1, @2, @3, @4, @5, @6, 0, 0)
            """, 7);
        for (var d = 0; d < posts / 10; d++)
        {
            var at = now.AddDays(-1990 + 1980.0 * d / (posts / 10));
            // The first communities are the largest.
            var community = communities[(int)(Communities * Math.Pow(chance.NextDouble(), 2))];
            Do(discussion, d + 1, PublicId.New(), community.Id, chance.Next(2) == 0 ? nameof(DiscussionKind.Question) : nameof(DiscussionKind.Talk), words.Text(chance, 6), people[chance.Next(People)].Id, at, 10, at.AddDays(5));
            for (var n = 1; n <= 10; n++)
            {
                var text = words.Text(chance, chance.Next(20, 100));
                Do(post, PublicId.New(), d + 1, n, people[chance.Next(People)].Id, text, $"<p>{text}</p>", at.AddHours(n * 11));
            }
        }
        await whole.CommitAsync();
    }

    static SqliteCommand Command(SqliteConnection connection, string sql, int values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        return command;
    }

    static void Do(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
