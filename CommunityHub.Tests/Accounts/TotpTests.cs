using System.Text;
using CommunityHub.Accounts;

namespace CommunityHub.Tests.Accounts;

/// Against the table in RFC 6238, appendix B; our codes are its last six figures.
public sealed class TotpTests
{
    static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime));

    [Fact]
    public void A_clock_may_be_half_a_minute_aside_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890).UtcDateTime;
        var code = Totp.CodeAt(Key, now);

        Assert.Equal(1234567890 / 30, Totp.FindStep(Key, code, now.AddSeconds(30)));
        Assert.Equal(1234567890 / 30, Totp.FindStep(Key, code, now.AddSeconds(-30)));
        Assert.Null(Totp.FindStep(Key, code, now.AddSeconds(60)));
        Assert.Null(Totp.FindStep(Key, code, now.AddSeconds(-60)));
        Assert.Null(Totp.FindStep(Key, "", now));
    }

    [Fact]
    public void Apps_read_the_key_from_words_and_from_a_square_code()
    {
        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", Totp.InWords(Key));
        Assert.Equal("otpauth://totp/Hub%3A%20one:ada%40demo.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Hub%3A%20one&digits=6&period=30", Totp.Address(Key, "Hub: one", "ada@demo.test"));
    }
}
