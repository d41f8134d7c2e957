using System.Text;
using System.Text.RegularExpressions;
using CommunityHub.Imports.Communities;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Exports;

/// A file that is cut off, wrong, huge, nested or hostile is refused in one line, and nothing of it is written. ACCEPTANCE I19.
public sealed class BadCommunityFileTests
{
    static readonly byte[] Words = Encoding.UTF8.GetBytes("Words");

    static readonly (string What, Action<ExportFile> Spoil, string Says)[] Cases =
    [
        ("no zip", file => File.WriteAllBytes(file.Path, Words), "no whole zip"),
        ("cut off", file => File.WriteAllBytes(file.Path, File.ReadAllBytes(file.Path)[..5_000]), "no whole zip"),
        ("a way out", file => file.Add("../evil.md", Words), "no export"),
        ("a way out of a folder", file => file.Add("discussions/../../evil.md", Words), "no export"),
        ("another way out", file => file.Add(@"files\..\..\1.txt", Words), "no export"),
        ("from the root", file => file.Add("/etc/hub.md", Words), "no export"),
        ("hidden", file => file.Add("discussions/.md", Words), "no export"),
        ("an archive in it", file => file.Add("more.zip", File.ReadAllBytes(file.Path)), "no export"),
        ("a name twice", file => file.Add("community.json", Words), "twice"),
        ("a file twice", file => file.Add("files/1.md", Words), "twice"),
        ("a file of nothing", file => file.Add("files/99.txt", Words), "does not speak of"),
        ("no document", file => file.Change(("community.json", null)), "no community.json"),
        ("a file that is missing", file => file.Change(("files/1.txt", null)), "not in the archive"),
        ("a program as a file", file => file.Change(("files/1.txt", [0x4D, 0x5A, 0x90, 0x00])), "cannot be attached"),
        ("a huge file", file => file.Change(("files/1.txt", new byte[11 * 1024 * 1024])), "10 megabytes"),
        ("a bomb", file => file.Change(("community.json", new byte[60 * 1024 * 1024])), "would unpack"),
        ("another document", file => file.Change(("community.json", Encoding.UTF8.GetBytes("[1, 2]"))), "does not begin"),
        ("another format", file => file.Change("CommunityHub community", "Somebody’s export"), "format"),
        ("a later version", file => file.Change("\"version\":1", "\"version\":2"), "version 2"),
        ("no end", file => file.Change(("community.json", Encoding.UTF8.GetBytes(file.Json[..(file.Json.Length / 2)]))), "cut off"),
        ("something behind the end", file => file.Change(("community.json", Encoding.UTF8.GetBytes(file.Json + "[]"))), "broken"),
        ("deep", file => file.Change("\"themes\":[", "\"themes\":[" + new string('[', 200)), "broken"),
        ("a row of 5 MB", file => file.Change("\"name\":\"Adult Social Care\"", $"\"name\":\"{new string('x', 5 * 1024 * 1024)}\""), "4 megabytes"),
        ("a list that is missing", file => file.Change("\"themes\":[", "\"topics\":["), "where “themes” should be"),
        ("other counts", file => file.Change("\"counts\":{\"people\":", "\"counts\":{\"people\":1"), "another number of rows"),
        ("a word for a number", file => file.Change("\"number\":1,", "\"number\":\"one\","), "no whole number"),
        ("below nothing", file => file.Change("\"number\":1,", "\"number\":-1,"), "below nothing"),
        ("a number for a word", file => file.Change("\"title\":\"Who keeps a list?\"", "\"title\":7"), "is no text"),
        ("no title", file => file.Change("\"title\":\"Who keeps a list?\"", "\"title\":\" \""), "is empty"),
        ("a long title", file => file.Change("\"title\":\"Who keeps a list?\"", $"\"title\":\"{new string('x', 200)}\""), "150 characters"),
        ("a broken sign", file => file.Change("\"title\":\"Who keeps a list?\"", "\"title\":\"\\ud800\""), "broken"),
        ("a broken sign in a field's name", file => file.Change("\"slug\":", "\"\\ud800\":1,\"slug\":"), "broken sign"),
        ("a broken sign in a list's name", file => file.Change("\"themes\":[", "\"\\ud800\":["), "broken"),
        ("bytes that are no text", file => file.Change(("community.json", Encoding.Latin1.GetBytes(file.Json.Replace("\"Who keeps a list?\"", "\"Caf\u00e9\"", StringComparison.Ordinal)))), "broken sign"),
        ("bytes that are no text in a field's name", file => file.Change(("community.json", Encoding.Latin1.GetBytes(file.Json.Replace("\"slug\":", "\"sl\u00e9g\":", StringComparison.Ordinal)))), "broken sign"),
        ("a kind that is none", file => file.Change("\"kind\":\"ByRequest\"", "\"kind\":\"Secret\""), "does not know"),
        ("a day that is none", file => file.Change("\"openedAt\":\"20", "\"openedAt\":\"2O"), "no time"),
        ("a field that is none", file => file.Change("\"slug\":", "\"html\":\"<script>\",\"slug\":"), "does not know html"),
        ("a field twice", file => file.Change("\"slug\":", "\"slug\":\"other\",\"slug\":"), "twice"),
        ("a place that is none", file => file.Change("\"id\":2,\"publicId\"", "\"id\":3,\"publicId\""), "not its place"),
        ("a link to nowhere", file => file.Change("\"discussion\":1,", "\"discussion\":99,"), "not there"),
        ("a link below nowhere", file => file.Change("\"discussion\":1,", "\"discussion\":0,"), "not there"),
        ("a link ahead to nowhere", file => file.Change("\"mergedInto\":", "\"mergedInto\":9"), "not there"),
        ("one post twice", file => file.Change("\"discussion\":1,\"number\":2,", "\"discussion\":1,\"number\":1,"), "contradicts"),
        ("an answer that is none", file => file.Change("\"markedAnswer\":2", "\"markedAnswer\":77"), "contradicts itself"),
        ("a member twice", file => file.Change(("community.json", Encoding.UTF8.GetBytes(Regex.Replace(file.Json, "(\"memberships\":\\[\\s*\\{\"id\":1,\"person\":)\\d+(.*\\s*,\\{\"id\":2,\"person\":)\\d+", "${1}1${2}1")))), "contradicts"),
        ("a zone that is none", file => file.Change("\"zone\":\"Europe/London\"", "\"zone\":\"Europe/Nowhere\""), "does not know"),
        ("more voters than votes", file => file.Change("\"people\":4", "\"people\":400"), "counts cannot be"),
        ("an id twice", file => file.Change(("community.json", Encoding.UTF8.GetBytes(TwoOfOneId(file.Json)))), "publicId of another"),
    ];

    [Fact]
    public async Task Each_is_refused_in_one_line_and_nothing_is_written()
    {
        await using var from = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await RichCommunity.MakeAsync(from);
        await using var to = await TestHub.EmptyAsync(new SqliteTestDatabase());
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug);
        var whole = await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken);
        var faults = new List<string>();
        foreach (var (what, spoil, says) in Cases)
        {
            await File.WriteAllBytesAsync(file.Path, whole, TestContext.Current.CancellationToken);
            spoil(file);
            var fault = await Record.ExceptionAsync(() => to.Get<CommunityImport>().RunAsync(file.Path, cancel: TestContext.Current.CancellationToken));
            if (fault is not RefusedException refused) faults.Add($"{what}: {fault?.ToString() ?? "came in"}");
            else if (!refused.Message.Contains(says, StringComparison.Ordinal) || refused.Message.Contains('\n') || refused.Message.Length > 250) faults.Add($"{what}: {refused.Message}");
            if (await to.LookAsync(async db => await db.People.CountAsync() + await db.Communities.CountAsync() + await db.Posts.CountAsync()) > 0) faults.Add($"{what}: something was written");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        await File.WriteAllBytesAsync(file.Path, whole, TestContext.Current.CancellationToken);
        await to.Get<CommunityImport>().RunAsync(file.Path, cancel: TestContext.Current.CancellationToken);
    }

    static string TwoOfOneId(string json)
    {
        var ids = Regex.Matches(json[json.IndexOf("\"discussions\":", StringComparison.Ordinal)..], "\"publicId\":\"([a-z0-9]{12})\"");
        return json.Replace($"\"publicId\":\"{ids[1].Groups[1].Value}\"", $"\"publicId\":\"{ids[0].Groups[1].Value}\"", StringComparison.Ordinal);
    }
}
