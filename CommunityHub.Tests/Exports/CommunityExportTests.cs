using System.Text;
using CommunityHub.Exports;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Exports;

/// What goes into the file of a community, and what never does.
public sealed class CommunityExportTests : IAsyncLifetime
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await RichCommunity.MakeAsync(hub);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Nobody_who_asked_without_a_name_is_in_it_and_no_address_that_was_not_asked_for()
    {
        var (id, number) = await hub.LookAsync(db => db.People.Where(p => p.Name == RichCommunity.Nobody).Select(p => new ValueTuple<string, long>(p.PublicId, p.Id)).SingleAsync());
        Assert.True(await hub.LookAsync(db => db.Votes.AnyAsync(v => v.PersonId == number)));
        foreach (var withAddresses in new[] { false, true })
        {
            using var file = await new ExportFile().WriteAsync(hub, RichCommunity.Slug, withAddresses);
            var all = string.Join('\n', file.Entries().Select(entry => entry.Key + Encoding.UTF8.GetString(entry.Value)));
            Assert.Contains("May I ask what nobody should know", all, StringComparison.Ordinal);
            Assert.Contains(RichCommunity.WithoutName, all, StringComparison.Ordinal);
            Assert.Contains("Do you dare?", all, StringComparison.Ordinal);
            Assert.All(new[] { RichCommunity.Nobody, RichCommunity.NobodysOrganisation, id, "ned@demo.test", RichCommunity.Unsent, RichCommunity.OnItsWay }, word => Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(withAddresses, all.Contains("bo@demo.test", StringComparison.Ordinal));
            if (!withAddresses) Assert.DoesNotContain("@demo.test", all, StringComparison.Ordinal);
            // What was taken away, and what waits, is for who takes it in, and on no page to read.
            foreach (var words in new[] { RichCommunity.TakenAway, RichCommunity.Held })
            {
                Assert.Contains(words, file.Json, StringComparison.Ordinal);
                Assert.DoesNotContain(file.Entries(), entry => entry.Key.EndsWith(".md", StringComparison.Ordinal) && Encoding.UTF8.GetString(entry.Value).Contains(words, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_discussion_and_a_hotseat_can_be_read_by_a_person()
    {
        using var file = await new ExportFile().WriteAsync(hub, RichCommunity.Slug);
        var page = file.Text(file.Entries().Keys.Single(name => name.StartsWith("discussions/", StringComparison.Ordinal) && name.EndsWith("who-keeps-a-list.md", StringComparison.Ordinal)));
        Assert.StartsWith("# Who keeps a list?\n\nA question, begun 5 March 2026, 09:00 UTC, pinned.\n", page, StringComparison.Ordinal);
        Assert.Contains("## 1. Bo Lindqvist, 5 March 2026, 09:00 UTC\n", page, StringComparison.Ordinal);
        Assert.Contains("- [plan.txt](../files/1.txt)\n- [ramp.png](../files/2.png): A ramp\n", page, StringComparison.Ordinal);
        Assert.Contains("*This post was taken away.*", page, StringComparison.Ordinal);
        var hotseat = file.Text(file.Entries().Keys.Single(name => name.StartsWith("hotseats/", StringComparison.Ordinal)));
        Assert.Contains("## A member, ", hotseat, StringComparison.Ordinal);
        Assert.Contains("### Gus Hallam answered, ", hotseat, StringComparison.Ordinal);
    }

    /// A new table or column says what becomes of it. Where polls and chat join: ForumSheets.cs.
    [Fact]
    public async Task Every_table_and_every_column_says_what_becomes_of_it()
    {
        var model = await hub.LookAsync(db => Task.FromResult(db.Model.GetRelationalModel().Tables.ToDictionary(table => table.Name, table => table.Columns.Select(column => column.Name).ToHashSet())));
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), Sheets.All.Select(sheet => sheet.Table).Concat(Sheets.LeftOut.Keys).Order(StringComparer.Ordinal));
        foreach (var sheet in Sheets.All) Assert.Equal((sheet.Name, string.Join(' ', model[sheet.Table].Order(StringComparer.Ordinal))), (sheet.Name, string.Join(' ', sheet.Fields.Select(field => field.Column).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void The_document_says_what_the_file_holds()
    {
        var page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "community-export.md"));
        var missing = Sheets.All.Select(LineOf).Where(line => !page.Contains(line, StringComparison.Ordinal)).ToList();
        Assert.True(missing.Count == 0, "Say in docs/community-export.md:\n" + string.Join('\n', missing));

        static string LineOf(Sheet sheet) => $"| `{sheet.Name}` | {string.Join(", ", sheet.Fields.Where(field => field.IsWritten).Select(field => field.Kind is FieldKind.Link ? $"{field.Name} (→ {field.To})" : field.Name))} |";
    }
}
