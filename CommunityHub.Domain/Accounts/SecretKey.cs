using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CommunityHub.Accounts;

/// Random keys for cookies and mailed links. Only their hash is stored, so that a copy of the database opens nothing.
public static class SecretKey
{
    /// 256 bits, in signs that stay whole in an address.
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string? key) => SHA256.HashData(Encoding.UTF8.GetBytes(key ?? ""));
}
