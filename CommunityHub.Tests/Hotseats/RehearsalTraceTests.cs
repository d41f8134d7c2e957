using System.Text;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// A word of its own in every part of a rehearsal: afterwards none of them stands in a table, in a file, or in a letter.
public sealed class RehearsalTraceTests(TestSite site) : IClassFixture<TestSite>
{
    readonly List<(string Part, string Word)> canaries = [];

    [Fact]
    public async Task When_it_is_over_no_word_of_it_is_left_in_any_table_or_file()
    {
        site.StartServer();
        var town = new Town(site.Services);
        var (ada, gus) = (await town.FindAsync("ada"), await town.FindAsync("gus"));
        var id = await town.HotseatAsync(HotseatState.Collecting);
        var rows = await RowsAsync();
        var rehearsals = site.Services.GetRequiredService<Rehearsals>();
        var rehearsal = await rehearsals.StartAsync(ada, id);

        var ids = await FillAsync(town, ada, gus, rehearsal);
        // The look finds what it looks for, in tables and in the bytes of the files.
        var before = await FoundInTablesAsync();
        Assert.All(new[] { "a comment", "an amended answer", "an answer", "the topic of a standby answer", "a standby answer", "what a member gave to be asked", "a question in other words", "a question that was merged", "a draft of a comment" },
            part => Assert.Contains(before, found => found.EndsWith($": {part}", StringComparison.Ordinal)));
        Assert.NotEmpty(FoundInFiles());

        using (var http = new HttpVisitor(site))
        {
            await http.SignInAsync(Town.AddressOf("ada"));
            using var ended = await http.PostAsync($"/hotseats/{rehearsal}/console", "end-rehearsal");
            Assert.Equal($"/hotseats/{id}/console", new Uri(site.Address, ended.Headers.Location!).AbsolutePath);
        }
        canaries.AddRange(ids.Append(rehearsal).Select(publicId => ("a public id", publicId)));

        Assert.Equal([], await FoundInTablesAsync());
        Assert.Equal([], FoundInFiles());
        Assert.Equal(rows, await RowsAsync());
    }

    async Task<IReadOnlyList<string>> FillAsync(Town town, Actor ada, Actor gus, string rehearsal)
    {
        var drafts = site.Services.GetRequiredService<DraftKeeping>();
        var first = await town.Questions.AskAsync(ada, rehearsal, Word("a question"), "key-" + Word("a key"));
        var second = await town.Questions.AskAsync(gus, rehearsal, Word("a question that was declined"));
        var third = await town.Questions.AskAsync(ada, rehearsal, Word("a question that was taken back"));
        var fourth = await town.Questions.AskAsync(ada, rehearsal, Word("a question that waits"));
        await town.Questions.VoteAsync(gus, fourth, true);
        await town.Questions.DeclineAsync(ada, second, Word("a reason for declining"));
        await town.Questions.WithdrawAsync(ada, third);
        await town.Questions.AnswerNowAsync(ada, first);
        var answer = await town.Questions.AnswerAsync(gus, first, Word("an answer"), "key-" + Word("another key"));
        await town.Sessions.SayAsync(ada, rehearsal, Word("an announcement"));
        await town.Sessions.SayAsync(ada, rehearsal, Word("a later announcement"));
        await WhatCameLaterAsync(town, ada, gus, rehearsal, answer, fourth);
        // Long first, then short: what was written over stands in the file for a while.
        var kept = await drafts.KeepAsync(gus, Places.Answer(fourth), string.Concat(Enumerable.Repeat(Word("a draft that was long") + " ", 200)), 0);
        await drafts.KeepAsync(gus, Places.Answer(fourth), Word("a draft that became short"), kept.Draft.Version);
        await drafts.KeepAsync(ada, Places.Ask(rehearsal), Word("a draft of a question"), 0);
        using (var http = new HttpVisitor(site))
        {
            await http.SignInAsync(Town.AddressOf("gus"));
            foreach (var page in new[] { "", "/desk", "/text", "/export.csv", "/export.md" })
            {
                Assert.Contains(canaries.First(one => one.Part is "a question that waits").Word, await http.ReadAsync($"/hotseats/{rehearsal}{page}"), StringComparison.Ordinal);
            }
        }
        return [first, second, third, fourth];
    }

    // Amended, thanked for and talked about; claimed, merged, approved, edited; written beforehand and asked for somebody else.
    async Task WhatCameLaterAsync(Town town, Actor ada, Actor gus, string rehearsal, string answer, string waiting)
    {
        T Get<T>() where T : notnull => site.Services.GetRequiredService<T>();
        await Get<HotseatAmendments>().AmendAsync(gus, answer, Word("an amended answer"), 0);
        await Get<HotseatComments>().ThankAsync(ada, answer, true);
        var comment = await Get<HotseatComments>().CommentAsync(ada, answer, Word("a comment"), "key-" + Word("a key of a comment"));
        await Get<DraftKeeping>().KeepAsync(gus, Places.Comment(answer), Word("a draft of a comment"), 0);
        await Get<HotseatStandby>().WriteAsync(gus, rehearsal, null, Word("the topic of a standby answer"), Word("a standby answer"), null);
        var request = await Get<AskRequests>().SendAsync(gus, rehearsal, Word("what a member gave to be asked"));
        await town.Sessions.ApproveFirstAsync(ada, rehearsal, true);
        var approved = await town.Questions.AskAsync(gus, rehearsal, Word("a question that waits for approval"));
        await Get<QuestionApprovals>().ApproveAsync(ada, approved);
        await Get<QuestionClarity>().ClarifyAsync(ada, approved, Word("a question in other words"));
        await Get<HotseatClaims>().ClaimAsync(gus, approved);
        var merged = await town.Questions.AskAsync(ada, rehearsal, Word("a question that was merged"));
        await town.Merges.MergeAsync(ada, waiting, [merged]);
        canaries.AddRange(new[] { answer, comment, request, approved, merged }.Select(id => ("a public id", id)));

        await using var db = Get<IDbContextFactory<HubDb>>().CreateDbContext();
        var cancel = TestContext.Current.CancellationToken;
        Assert.True(await db.Claims.AnyAsync(c => c.Question.PublicId == approved, cancel) && await db.AnswerThanks.AnyAsync(t => t.Answer.PublicId == answer, cancel) && await db.Clarifications.AnyAsync(c => db.Questions.Any(q => q.Id == c.QuestionId && q.PublicId == approved), cancel));
    }

    string Word(string part)
    {
        var word = Canary.NewWord();
        canaries.Add((part, word));
        return word;
    }

    // Every column of every table that the model knows, whatever is in it.
    async Task<List<string>> FoundInTablesAsync()
    {
        var found = new List<string>();
        await using var db = site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            await using var read = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the name comes from the model
            read.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var rows = await read.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    var text = rows.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : rows.GetValue(i).ToString()!;
                    found.AddRange(canaries.Where(one => text.Contains(one.Word, StringComparison.OrdinalIgnoreCase)).Select(one => $"{table}.{rows.GetName(i)}: {one.Part}"));
                }
            }
        }
        return found;
    }

    List<string> FoundInFiles()
    {
        var folder = site.Services.GetRequiredService<IConfiguration>()["Hub:Data"]!;
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("hub.lock", StringComparison.Ordinal)))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[open.Length];
            open.ReadExactly(bytes);
            foreach (var (part, word) in canaries)
            {
                if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0) found.Add($"{Path.GetFileName(file)}: {part}");
            }
            if (canaries.Exists(one => file.Contains(one.Word, StringComparison.Ordinal))) found.Add(file);
        }
        return found;
    }

    // How many rows each table has: those of sign-ins come and go with the test's own visitors.
    async Task<string> RowsAsync()
    {
        var counts = new StringBuilder();
        await using var db = site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal).Where(table => table is not "SignIns"))
        {
#pragma warning disable EF1002 // the name comes from the model
            counts.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{table} {(await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").ToListAsync())[0]}");
#pragma warning restore EF1002
        }
        return counts.ToString();
    }
}
