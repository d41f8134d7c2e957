using System.Globalization;
using System.Text;

namespace CommunityHub.Tests.Imports;

/// A small archive of a mailing list, made up, in a file of its own.
sealed class Mailbox : IDisposable
{
    public const string Usual = "Mon, 5 Jan 2015 10:00:00 +0000";

    readonly MemoryStream all = new();

    public string File { get; } = Path.Combine(Directory.CreateTempSubdirectory("hub-test-").FullName, "potters.mbox");

    public Mailbox Mail(string id, string from, string day, string subject, string words, string? answers = null, string headers = "") =>
        Begin(id, from, day, subject, headers + (answers is null ? "" : $"In-Reply-To: <{answers}@mail.test>\nReferences: <{answers}@mail.test>\n"))
            .Raw($"{words}\n\n");

    /// By Ann, on the usual day, with parts: each its headers, an empty line, and what it says.
    public Mailbox Parts(string id, string subject, params string[] parts) =>
        Begin(id, "Ann Smith <ann@canary.test>", Usual, subject, "Content-Type: multipart/mixed; boundary=b\n")
            .Raw($"{string.Concat(parts.Select(part => $"--b\n{part}\n"))}--b--\n\n");

    /// By Ann, on the usual day, with bytes as they are.
    public Mailbox Bytes(string id, string subject, string headers, byte[] words)
    {
        Begin(id, "Ann Smith <ann@canary.test>", Usual, subject, headers);
        all.Write(words);
        return Raw("\n\n");
    }

    public Mailbox Raw(string more)
    {
        all.Write(Encoding.UTF8.GetBytes(more));
        return this;
    }

    /// The file ends here.
    public Mailbox Write(bool withCrLf = false)
    {
        var bytes = all.ToArray();
        System.IO.File.WriteAllBytes(
            File, withCrLf ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal)) : bytes);
        return this;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);

    Mailbox Begin(string id, string from, string day, string subject, string headers) => Raw(string.Create(
        CultureInfo.InvariantCulture,
        $"From x Mon Jan  5 10:00:00 2015\nFrom: {from}\nDate: {day}\nSubject: {subject}\n"
        + $"{(id.Length > 0 ? $"Message-ID: <{id}@mail.test>\n" : "")}{headers}\n"));
}
