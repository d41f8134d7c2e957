using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunityHub.Backups;

/// What a backup says of itself: the last entry written, so that one that was cut has none.
public sealed record Manifest
{
    public const string EntryName = "manifest.json";
    public const int ThisFormat = 1;

    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public required int Format { get; init; }
    public required DateTime At { get; init; }

    /// The migrations the database had, by name: "Start". The same for both databases.
    public required IReadOnlyList<string> Migrations { get; init; }
    public required IReadOnlyList<TableEntry> Tables { get; init; }
    public required IReadOnlyList<FileEntry> Files { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    public static Manifest Parse(string json) => JsonSerializer.Deserialize<Manifest>(json, Written) ?? throw new FormatException("The manifest is empty.");

    /// "20261122062832_Start" is "Start".
    public static string NameOf(string migrationId) => migrationId[(migrationId.IndexOf('_', StringComparison.Ordinal) + 1)..];
}

public sealed record TableEntry(TableShape Shape, long Rows, string Hash)
{
    public string EntryName => $"tables/{Shape.Name}.jsonl";
}

/// A file of the data folder: "keys/key-1.xml".
public sealed record FileEntry(string Name, long Length, string Hash);
