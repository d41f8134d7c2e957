using System.Globalization;
using System.Text;

namespace CommunityHub.Tests.Imports;

/// A small archive of a mailing list, made up, in a file of its own.
sealed class Mailbox : IDisposable
{
    readonly StringBuilder text = new();

    public string File { get; } = Path.Combine(Directory.CreateTempSubdirectory("hub-test-").FullName, "potters.mbox");

    public Mailbox Mail(string id, string from, string day, string subject, string words, string? answers = null, string headers = "")
    {
        text.Append(CultureInfo.InvariantCulture, $"From x Mon Jan  5 10:00:00 2015\nFrom: {from}\nDate: {day}\nSubject: {subject}\n");
        if (id.Length > 0) text.Append(CultureInfo.InvariantCulture, $"Message-ID: <{id}@mail.test>\n");
        if (answers is not null) text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{answers}@mail.test>\nReferences: <{answers}@mail.test>\n");
        text.Append(CultureInfo.InvariantCulture, $"{headers}\n{words}\n\n");
        return this;
    }

    public Mailbox Raw(string more)
    {
        text.Append(more);
        return this;
    }

    public Mailbox Write()
    {
        System.IO.File.WriteAllText(File, text.ToString());
        return this;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
}
