using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CommunityHub.Accounts;

/// Six figures that change every half minute, as apps on telephones show them (RFC 6238, with its usual SHA-1). Identity has them too, but
/// says neither to which half minute a code belongs, so that it could be used again, nor does it take the site's clock.
public static class Totp
{
    const int Figures = 6;
    const int StepSeconds = 30;

    /// Clocks of telephones differ: one step before and one after are taken as well.
    const int StepsAside = 1;

    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// 160 bits, as the standard wants them.
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    public static string CodeAt(byte[] key, DateTime now) => Code(key, StepOf(now));

    /// The step that a code belongs to; null when it is none of now.
    public static long? FindStep(byte[] key, string code, DateTime now)
    {
        var step = StepOf(now);
        for (var at = step - StepsAside; at <= step + StepsAside; at++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, at)), Encoding.ASCII.GetBytes(code))) return at;
        }
        return null;
    }

    /// As apps take it when nobody can hold the telephone before the screen.
    public static string InWords(byte[] key) => string.Join(' ', InBase32(key).Chunk(4).Select(four => new string(four)));

    /// As apps read it from a square code.
    public static string Address(byte[] key, string site, string account)
    {
        var issuer = Uri.EscapeDataString(site);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account)}?secret={InBase32(key)}&issuer={issuer}&digits={Figures}&period={StepSeconds}";
    }

    static long StepOf(DateTime now) => new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds() / StepSeconds;

    static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what every app computes; a broken collision search does not touch an HMAC
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    // 20 bytes are 32 letters, with nothing left over.
    static string InBase32(byte[] key)
    {
        var letters = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in key)
        {
            (bits, held) = ((bits << 8) | one, held + 8);
            for (; held >= 5; held -= 5) letters.Append(Base32[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }
        return letters.ToString();
    }
}
