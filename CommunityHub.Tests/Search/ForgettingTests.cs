using System.Text;
using CommunityHub.Privacy;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Search;

/// G3: what was erased, edited away or taken away stands in no part of the index, nor in the file.
public sealed class ForgettingTests : SearchTest
{
    readonly SqliteTestDatabase database;

    public ForgettingTests() : this(new SqliteTestDatabase()) { }

    ForgettingTests(SqliteTestDatabase database) : base(database) => this.database = database;

    [Fact]
    public async Task An_erased_persons_words_are_in_no_table_of_the_index_and_in_no_byte_of_the_file()
    {
        var (title, text, edited, reply) = (Canary.NewWord(), Canary.NewWord(), Canary.NewWord(), Canary.NewWord());
        var id = await StartAsync(title, $"Once {text}.");
        await Posts.PostAsync(Cast.Gus, id, "Others write in between.");
        await Posts.PostAsync(Cast.Bo, id, $"And {reply}.");
        await Posts.EditAsync(Cast.Bo, id, 1, $"Now {edited}.", 0);
        Assert.Empty(await WordsAsync(Cast.Ada, text));
        Assert.Single(await WordsAsync(Cast.Ada, edited));
        Assert.Contains("Person: Bo Lindqvist", await WordsAsync(Cast.Ada, "lindqvist"));
        Assert.NotEmpty(await FoundAsync([title, edited, reply, "lindqvist"]));

        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, await Stage.IdOfAsync(Cast.Bo), "They asked for it.", withWords: true);

        foreach (var word in new[] { title, text, edited, reply, "lindqvist" }) Assert.Empty(await WordsAsync(Cast.Ada, word));
        Assert.Equal([], await FoundAsync([title, text, edited, reply, "lindqvist"]));
    }

    // FTS5 keeps words in blocks of its own: as long as one is alive there, no VACUUM takes it away.
    async Task<List<string>> FoundAsync(string[] words)
    {
        await Hub.LookAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM", TestContext.Current.CancellationToken);
            return await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", TestContext.Current.CancellationToken);
        });
        SqliteConnection.ClearAllPools();
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(database.File, TestContext.Current.CancellationToken));
        return [.. words.Where(word => bytes.Contains(word, StringComparison.OrdinalIgnoreCase))];
    }
}
