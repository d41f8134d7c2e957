using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommunityHub.Exports;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Exports;

/// An export in a folder of its own that goes with the test.
sealed class ExportFile : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-test-");

    public string Path => System.IO.Path.Combine(folder.FullName, "community.zip");

    public async Task<ExportFile> WriteAsync(TestHub hub, string slug, bool withAddresses = false)
    {
        await hub.Get<CommunityExport>().WriteAsync(slug, Path, withAddresses, cancel: TestContext.Current.CancellationToken);
        return this;
    }

    public string Json => Text("community.json");

    public string Text(string name)
    {
        using var zip = ZipFile.OpenRead(Path);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public IReadOnlyDictionary<string, byte[]> Entries()
    {
        using var zip = ZipFile.OpenRead(Path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var bytes = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// Without what may differ: the moment, the site, and what each thing is called in addresses.
    public string Compared()
    {
        var all = JsonNode.Parse(Json)!.AsObject();
        foreach (var of in new[] { "exportedAt", "site", "address" }) all.Remove(of);
        var slug = all["community"]![0]!["slug"]!.GetValue<string>();
        var text = all.ToJsonString().Replace($"/communities/{slug}/", "/communities/SLUG/", StringComparison.Ordinal).Replace($"\"slug\":\"{slug}\"", "\"slug\":\"SLUG\"", StringComparison.Ordinal);
        var ids = Regex.Matches(text, "\"publicId\":\"([a-z0-9]{12})\"").Select((found, i) => (found.Groups[1].Value, i)).ToDictionary(one => one.Value, one => $"#{one.i}");
        text = Regex.Replace(text, "https://example.org/discussions/[a-z0-9]{12}", "https://example.org/");
        return Regex.Replace(text, "(?<![a-z0-9])[a-z0-9]{12}(?![a-z0-9])", found => ids.GetValueOrDefault(found.Value, found.Value)).Replace("},{", "},\n{", StringComparison.Ordinal);
    }

    /// Writes it anew with another content of some entries; null takes one away.
    public void Change(params (string Name, byte[]? Bytes)[] changes)
    {
        using var zip = ZipFile.Open(Path, ZipArchiveMode.Update);
        foreach (var (name, bytes) in changes)
        {
            zip.GetEntry(name)?.Delete();
            if (bytes is null) continue;
            using var to = zip.CreateEntry(name).Open();
            to.Write(bytes);
        }
    }

    /// The document with one place of it changed.
    public void Change(string was, string now)
    {
        var json = Json;
        var at = json.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The document does not hold {was}.");
        Change(("community.json", System.Text.Encoding.UTF8.GetBytes(string.Concat(json.AsSpan(0, at), now, json.AsSpan(at + was.Length)))));
    }

    public void Add(string name, byte[] bytes)
    {
        using var zip = ZipFile.Open(Path, ZipArchiveMode.Update);
        using var to = zip.CreateEntry(name).Open();
        to.Write(bytes);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
