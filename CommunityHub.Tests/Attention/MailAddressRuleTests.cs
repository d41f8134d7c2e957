using CommunityHub.Attention;

namespace CommunityHub.Tests.Attention;

public sealed class MailAddressRuleTests
{
    [Theory]
    [InlineData("ada@x.example", "ada@x.example")]
    [InlineData("  Ada.Lovelace+hub@Council.example \n", "Ada.Lovelace+hub@Council.example")]
    [InlineData("o'neil_1@a-b.example", "o'neil_1@a-b.example")]
    public void A_plain_address_is_good(string typed, string address) => Assert.Equal(address, MailAddressRule.Require(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("ada")]
    [InlineData("@x.example")]
    [InlineData("ada@")]
    [InlineData("a@b@x.example")]
    [InlineData("ada@x.example, bo@x.example")]
    [InlineData("Ada <ada@x.example>")]
    [InlineData("\"a b\"@x.example")]
    [InlineData("a..b@x.example")]
    [InlineData(".a@x.example")]
    [InlineData("a.@x.example")]
    [InlineData("ada@x..example")]
    [InlineData("ada@-x.example")]
    [InlineData("ada@x.example.")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada(x)@x.example")]
    [InlineData("ada@x.example\r\nBcc: bo@x.example")]
    [InlineData("ada\0@x.example")]
    [InlineData("ada @x.example")]
    [InlineData("аda@x.example")]
    [InlineData("ada@bücher.example")]
    [InlineData("ada%0d%0a@x.example\n.")]
    public void Anything_else_is_refused(string? typed) => Assert.Throws<RefusedException>(() => MailAddressRule.Require(typed));

    [Fact]
    public void An_address_ends_at_254_characters_however_long_it_was()
    {
        Assert.Throws<RefusedException>(() => MailAddressRule.Require($"a@{new string('x', 260)}.example"));
        Assert.Throws<RefusedException>(() => MailAddressRule.Require(new string('@', 10_000_000)));
        Assert.Throws<RefusedException>(() => MailAddressRule.Require($"{new string('a', 65)}@x.example"));
    }

    [Fact]
    public void Capitals_do_not_make_another_address() =>
        Assert.Equal(MailAddressRule.Normal("Ada@X.example"), MailAddressRule.Normal(" ada@x.EXAMPLE"));
}
