using System.Net;
using System.Net.Mail;
using System.Text;

namespace CommunityHub.Attention;

/// A letter as it goes out.
public sealed record Letter(long Id, string To, string Subject, string Text);

/// What takes a letter to its reader. Throws when it could not.
public interface ICarrier
{
    Task CarryAsync(Letter letter, CancellationToken cancel);
}

/// To a mail server.
public sealed class SmtpCarrier(string host, int port, bool tls, string? user, string? password, string from) : ICarrier
{
    public async Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        using var message = new MailMessage(new MailAddress(from), new MailAddress(letter.To)) { Subject = letter.Subject, Body = letter.Text, BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        message.Headers["Message-ID"] = $"<hub-{letter.Id}@{message.From!.Host}>"; // the same when it is tried again
        message.Headers["Auto-Submitted"] = "auto-generated";
        using var server = new SmtpClient(host, port) { EnableSsl = tls };
        if (user is not null) server.Credentials = new NetworkCredential(user, password);
        await server.SendMailAsync(message, cancel);
    }
}

/// To a folder, where no mail server is known: one .eml file a letter.
public sealed class FolderCarrier(string folder, string from) : ICarrier
{
    public string FileOf(long id) => Path.Combine(folder, $"{id}.eml");

    /// Throws the copy away, if there is one.
    public void Forget(long id)
    {
        if (File.Exists(FileOf(id))) File.Delete(FileOf(id));
    }

    public Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var text = $"From: {from}\r\nTo: {letter.To}\r\nSubject: {Encoded(letter.Subject)}\r\nMessage-ID: <hub-{letter.Id}@localhost>\r\nAuto-Submitted: auto-generated\r\n" +
            $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{letter.Text.ReplaceLineEndings("\r\n")}\r\n";
        return File.WriteAllTextAsync(FileOf(letter.Id), text, cancel);
    }

    static string Encoded(string words) => words.All(char.IsAscii) ? words : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(words))}?=";
}
