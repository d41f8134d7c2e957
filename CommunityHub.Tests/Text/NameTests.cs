using CommunityHub.Text;

namespace CommunityHub.Tests.Text;

public sealed class NameTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Аdа Lоvеlасе")]
    [InlineData("Ada Lovelace", "ADA  LOVELACE")]
    [InlineData("Ada Lovelace", "ＡＤＡ ＬＯＶＥＬＡＣＥ")]
    [InlineData("Ada Lovelace", "𝓐𝓭𝓪 L0ve-lace.")]
    [InlineData("Ada Lovelace", "Ada\u200B Love\u00ADlace")]
    [InlineData("Ada Lovelace", "Ádà Lovelacẹ")]
    [InlineData("Ada Lovelace", "Ada 1ove|ace")]
    [InlineData("Helen Hope", "Ηelen ΗΟΡΕ")]
    [InlineData("Ian Null", "lan NuII")]
    [InlineData("Vera", "νera")]
    [InlineData("Street clerks", "Ѕtrееt сlеrkѕ")]
    [InlineData("Łukasz Weiß", "Lukasz WEISS")]
    public void Names_that_look_alike_have_one_key(string name, string other) => Assert.Equal(NameKey.Of(name), NameKey.Of(other));

    [Theory]
    [InlineData("Ada", "Ida")]
    [InlineData("Housing 1", "Housing 2")]
    [InlineData("Modern care", "Modem care")]
    [InlineData("राम", "रमा")]
    [InlineData("がく", "かく")]
    [InlineData("Мария", "Марта")]
    [InlineData("😀", "😁")]
    [InlineData("...", "?!")]
    public void Names_that_do_not_look_alike_have_two(string name, string other) => Assert.NotEqual(NameKey.Of(name), NameKey.Of(other));

    [Fact]
    public void A_broken_name_has_a_key_too() => Assert.NotEmpty(NameKey.Of("\uD800"));

    [Fact]
    public void A_key_fits_its_column_whatever_the_name_becomes()
    {
        Assert.Equal(NameKey.Longest, NameKey.Of(new string('ﷺ', 80)).Length);
        Assert.True(NameKey.Of("a" + string.Concat(Enumerable.Repeat("😀", 300))).IsNormalized());
    }

    [Theory]
    [InlineData("Adult Social Care", "adult-social-care")]
    [InlineData("R&D and Children’s Café's — 100% øst!", "r-and-d-and-childrens-cafes-100-ost")]
    [InlineData("  --FIre & Rescue--  ", "fire-and-rescue")]
    [InlineData("İstanbul Straße", "istanbul-strasse")]
    [InlineData("Жильё", "community")]
    [InlineData("../../etc", "etc")]
    [InlineData("😀", "community")]
    [InlineData("", "community")]
    [InlineData(null, "community")]
    public void A_slug_is_made_of_the_words(string? name, string slug) => Assert.Equal(slug, Slug.From(name));

    [Fact]
    public void A_slug_is_never_a_reserved_word()
    {
        Assert.Equal("new-community", Slug.From("New", ["new"]));
        Assert.Equal("community-community", Slug.From("", ["community"]));
        Assert.Equal("community-2", Slug.From("New", ["new", "new-community"]));
    }

    [Fact]
    public void A_slug_ends_with_a_whole_word_in_time()
    {
        Assert.Equal("fifteenletters-fifteenletters-fifteenletters-fifteenletters", Slug.From(string.Join(' ', Enumerable.Repeat("fifteenletters", 9))));
        Assert.Equal(Slug.Longest, Slug.From(new string('x', 500)).Length);
    }

    [Fact]
    public void Public_ids_are_well_formed_and_all_different()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => PublicId.New()).ToList();

        Assert.All(ids, id => Assert.True(PublicId.IsWellFormed(id)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bcdfghjkmnp")]
    [InlineData("bcdfghjkmnpqr")]
    [InlineData("BCDFGHJKMNPQ")]
    [InlineData("bcdfghjkmnp/")]
    [InlineData("bcdfghjkmnpé")]
    public void Anything_else_is_no_public_id(string? id) => Assert.False(PublicId.IsWellFormed(id));
}
