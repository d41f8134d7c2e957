using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CommunityHub.Files;

namespace CommunityHub.Imports.Mail;

/// A message as it can be brought. Keys stand for Message-IDs and addresses, and do not say them. Parents: what it answers, the nearest last.
sealed record MailItem(
    string Key, IReadOnlyList<string> Parents, string Subject, bool IsReply, string Author, string AuthorKey, DateTime At, string Text, string? Remarks)
{
    public bool HasFiles { get; init; }

    /// On the way into the stage; from there they come one by one.
    [JsonIgnore]
    public IReadOnlyList<ReadyFile> Files { get; init; } = [];

    public static string KeyOf(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 20));
}
