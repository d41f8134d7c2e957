using System.Text;
using CommunityHub.Privacy;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Search;

/// G3: what was erased, edited away or taken away stands in no part of the index.
public sealed class ForgettingTests() : SearchTest(new SqliteTestDatabase())
{
    [Fact]
    public async Task An_erased_persons_words_are_in_no_table_of_the_index_nor_in_a_block_of_FTS5()
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

    // FTS5 keeps words in blocks of its own: as long as one is alive there, no VACUUM takes it out of the file.
    Task<List<string>> FoundAsync(string[] words) => Hub.LookAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var all = new StringBuilder();
        foreach (var table in new[] { "hub_search", "hub_search_words_data", "hub_search_words_idx" })
        {
            await using var read = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // a name from the line above
            read.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await read.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                for (var i = 0; i < rows.FieldCount; i++) all.Append(rows.GetValue(i) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : rows.GetValue(i)).Append('\n');
            }
        }
        return words.Where(word => all.ToString().Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
    });
}
