using System.Text;
using System.Text.RegularExpressions;

namespace CommunityHub.Imports.Mail;

/// A mailbox as RFC 4155 has it, message after message. Only the one at hand is in memory.
static partial class MboxFile
{
    public const int MostBytes = 32 << 20;

    const string NoMailbox =
        "This is not a mailbox (mbox): it does not begin with a line as “From ann Mon Jan  5 10:00:00 2015”. "
        + "Unpack the file first if it is packed. Nothing was imported.";

    const int LongestSeparator = 400;

    /// Refuses what does not begin as a mailbox. A message without bytes is over <see cref="MostBytes"/>.
    public static IEnumerable<MboxMessage> Read(Stream file)
    {
        var lines = new ByteLines(file, MostBytes);
        var (body, number, isAfterBlank, isTooMuch, from) = (new MemoryStream(), 0, true, false, (string?)null);
        while (lines.Next(out var line))
        {
            var isBlank = line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'];
            if (isAfterBlank && Separator(line) is { } separator)
            {
                if (from is not null) yield return new MboxMessage(number, from, isTooMuch ? null : body.ToArray());
                (body, from, isTooMuch, isAfterBlank) = (new MemoryStream(), separator, false, false);
                number++;
                continue;
            }
            if (from is null && !isBlank) throw new RefusedException(NoMailbox);
            isAfterBlank = isBlank;
            isTooMuch |= body.Length + line.Length > MostBytes || lines.IsCut;
            if (!isTooMuch) body.Write(line.AsSpan(IsEscaped(line) ? 1 : 0));
        }
        if (from is null) throw new RefusedException("There is no message in this file. Nothing was imported.");
        // An empty line ends each message, the last one too.
        yield return new MboxMessage(number, from, isTooMuch ? null : body.ToArray()) { IsLast = true, IsCutOff = !isAfterBlank };
    }

    // Words after an empty line may begin with "From " too; a separator ends in a day, a time and a year.
    static string? Separator(byte[] line)
    {
        if (line.Length > LongestSeparator || !line.AsSpan().StartsWith("From "u8)) return null;
        var text = Encoding.Latin1.GetString(line).TrimEnd();
        return HasDay().IsMatch(text) ? text : null;
    }

    static bool IsEscaped(byte[] line) => line.Length > 5 && line[0] == (byte)'>' && line.AsSpan().TrimStart((byte)'>').StartsWith("From "u8);

    [GeneratedRegex(
        @"^From .*\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ ]+([A-Z][a-z]{2}[ ]+\d{1,2}|\d{1,2}[ ]+[A-Z][a-z]{2}([ ]+\d{4})?)[ ]+\d\d?:\d\d",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex HasDay();
}

/// One message. From: the line before it.
sealed record MboxMessage(int Number, string From, byte[]? Bytes)
{
    public bool IsLast { get; init; }

    /// The file ends in the middle of it.
    public bool IsCutOff { get; init; }
}
