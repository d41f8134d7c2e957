using System.Diagnostics;
using CommunityHub.Text;

namespace CommunityHub.Tests.Text;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("the same", "the same", "the same")]
    [InlineData("", "new", "+new+")]
    [InlineData("gone", "", "-gone-")]
    [InlineData("We saw the old house.", "We saw a new house.", "We saw -the old-+a new+ house.")]
    [InlineData("Zoë’s café", "Zoë’s cafés", "Zoë’s -café-+cafés+")]
    public void What_stayed_went_and_came_stands_word_by_word(string before, string after, string marked) =>
        Assert.Equal(marked, string.Concat(WordDiff.Between(before, after).Select(piece => piece.Kind switch { DiffKind.Gone => $"-{piece.Text}-", DiffKind.New => $"+{piece.Text}+", _ => piece.Text })));

    [Fact]
    public void Each_text_comes_whole_out_of_its_differences_and_nothing_takes_long()
    {
        var random = new Random(7);
        string Words(int count, int vocabulary) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"w{random.Next(vocabulary)}"));
        string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{random.Next(9)}\n"));
        (string, string)[] pairs = [(Words(700, 900), Words(700, 900)), (Words(3_000, 20), Words(3_000, 20)), (Lines(9_000), Lines(9_000)), (Words(300, 5), Words(310, 5)), (new string(' ', 20_000), new string('\n', 20_000))];
        foreach (var (before, after) in pairs)
        {
            var started = Stopwatch.GetTimestamp();
            var pieces = WordDiff.Between(before, after);
            Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Kind is not DiffKind.New).Select(piece => piece.Text)));
            Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Kind is not DiffKind.Gone).Select(piece => piece.Text)));
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        }
    }
}
