using CommunityHub.Web.Shared;

namespace CommunityHub.Tests.Shared;

public sealed class ClothTests
{
    [Fact]
    public void The_same_key_wears_the_same_cloth_after_every_restart()
    {
        // Written down, because a hash that changes with the process would pass any comparison made within one.
        Assert.Equal((2, 4), (Cloth.ColourOf("Adult Social Care"), Cloth.PatternOf("Adult Social Care")));
        Assert.Equal((6, 6), (Cloth.ColourOf("Housing Repairs"), Cloth.PatternOf("Housing Repairs")));
    }

    [Fact]
    public void All_colours_and_patterns_are_worn()
    {
        var keys = Enumerable.Range(1, 400).Select(number => $"k{number}").ToArray();

        Assert.Equal(Enumerable.Range(1, 6), keys.Select(Cloth.ColourOf).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 8), keys.Select(Cloth.PatternOf).Distinct().Order());
    }

    [Theory]
    [InlineData("Ada Osei", "AO")]
    [InlineData("Bo", "B")]
    [InlineData("Maria de la Cruz", "MC")]
    [InlineData("  ", "?")]
    [InlineData("élodie", "É")]
    [InlineData("𝒳 Berg", "𝒳B")]
    public void Initials_are_of_the_first_word_and_the_last(string name, string initials) =>
        Assert.Equal(initials, Avatar.Initials(name));
}
