using System.Net.Mail;

namespace CommunityHub.Attention;

/// Which addresses we write to: those that mean the same to every mail program.
public static class MailAddressRule
{
    /// What RFC 5321 lets through.
    public const int Longest = 254;

    /// The address without blanks around it. Refuses what is not one plain ASCII address.
    public static string Require(string? typed)
    {
        var address = typed?.Length > 2 * Longest ? typed : typed?.Trim() ?? "";
        if (address.Length == 0) throw new RefusedException("Give your mail address.");
        if (address.Length > Longest) throw new RefusedException("This address is too long. Use a shorter one.");
        if (!address.All(char.IsAscii)) throw new RefusedException("Use an address of plain letters, without accents.");
        if (!IsPlain(address)) throw new RefusedException("This does not look like a mail address. It should look like name@example.org.");

        return address;
    }

    /// The form for comparing: two that differ in capitals only are one address.
    public static string Normal(string address) => address.Trim().ToLowerInvariant();

    // Quoted names, comments and literal hosts are lawful, and hardly anybody has one but those who try what they can break.
    static bool IsPlain(string address) =>
        address.Count(sign => sign == '@') == 1
        && !address.Any(sign => sign <= ' ' || sign == 127 || "\"()<>[]\\,;:".Contains(sign))
        && address.IndexOf('@') is > 0 and <= 64
        && MailAddress.TryCreate(address, out var read)
        && read.Address == address
        && !read.User.EndsWith('.')
        && !read.Host.EndsWith('.')
        && Uri.CheckHostName(read.Host) == UriHostNameType.Dns;
}
