using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CommunityHub.Backups;

/// An archive to read from.
public sealed class BackupFile : IDisposable
{
    readonly ZipArchive archive;

    BackupFile(ZipArchive archive, Manifest manifest) => (this.archive, Manifest) = (archive, manifest);

    public Manifest Manifest { get; }

    /// Refuses what is no backup, and one that is not whole.
    public static BackupFile Open(string file)
    {
        if (!File.Exists(file)) throw new CannotStartException($"There is no file {file}.");
        ZipArchive? archive = null;
        try
        {
            archive = ZipFile.OpenRead(file);
            using var text = new StreamReader(archive.GetEntry(Manifest.EntryName)?.Open() ?? throw new FormatException("It has no manifest."));
            var manifest = Manifest.Parse(text.ReadToEnd());
            if (manifest.Format != Manifest.ThisFormat) throw new FormatException($"Its format is {manifest.Format}; this version reads {Manifest.ThisFormat}.");
            return new BackupFile(archive, manifest);
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            archive?.Dispose();
            throw new CannotStartException($"{file} is no whole backup of CommunityHub: {fault.Message}", fault);
        }
    }

    /// Reads every row and every file again, and compares the sums. Refuses when one differs.
    public async Task VerifyAsync(CancellationToken cancel = default)
    {
        try
        {
            foreach (var table in Manifest.Tables)
            {
                var sum = new TableSum();
                await foreach (var row in ReadAsync(table, cancel))
                {
                    RowText.Parse(row, table.Shape);
                    sum.Add(row);
                }
                if (sum.Rows != table.Rows || sum.Hash != table.Hash) throw new InvalidDataException($"The table {table.Shape.Name} is not as it was written.");
            }
            foreach (var file in Manifest.Files)
            {
                if (Convert.ToHexString(SHA256.HashData(await ReadAsync(file, cancel))) != file.Hash) throw new InvalidDataException($"The file {file.Name} is not as it was written.");
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or JsonException or InvalidOperationException)
        {
            throw new CannotStartException($"The backup is damaged. {fault.Message}", fault);
        }
    }

    public async IAsyncEnumerable<string> ReadAsync(TableEntry table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var lines = new StreamReader(await Entry(table.EntryName).OpenAsync(cancel), Encoding.UTF8);
        while (await lines.ReadLineAsync(cancel) is { } line) yield return line;
    }

    public async Task<byte[]> ReadAsync(FileEntry file, CancellationToken cancel = default)
    {
        await using var entry = await Entry(file.Name).OpenAsync(cancel);
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    public void Dispose() => archive.Dispose();

    ZipArchiveEntry Entry(string name) => archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
}
