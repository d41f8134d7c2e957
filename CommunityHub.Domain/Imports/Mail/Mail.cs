using System.Security.Cryptography;
using System.Text;

namespace CommunityHub.Imports.Mail;

/// A message as it can be brought. Keys stand for Message-IDs and addresses, and do not say them. Parents: what it answers, the nearest last.
sealed record MailItem(string Key, IReadOnlyList<string> Parents, string Subject, bool IsReply, string Author, string AuthorKey, DateTime At, string Text)
{
    public static string KeyOf(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 20));
}
