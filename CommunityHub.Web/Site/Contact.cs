namespace CommunityHub.Web.Site;

/// What an administrator wrote as help contact: a mail address, a telephone number, or a sentence.
static class Contact
{
    public static bool IsMail(string words) =>
        words.Trim() is var address && address.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !address.Any(letter => char.IsWhiteSpace(letter) || "<>,;:?&\"'()".Contains(letter, StringComparison.Ordinal));

    public static bool IsPhone(string words) => words.Count(char.IsAsciiDigit) >= 3 && words.All(letter => char.IsAsciiDigit(letter) || " +-().".Contains(letter, StringComparison.Ordinal));

    /// As a telephone takes it.
    public static string Dialled(string number) => string.Concat(number.Where((letter, at) => char.IsAsciiDigit(letter) || (letter is '+' && number[..at].Trim().Length is 0)));

    /// A sentence, with one full stop.
    public static string Sentence(string words) => words.Trim() is var said && said[^1] is '.' or '!' or '?' ? words.Trim() : words.Trim() + ".";
}
