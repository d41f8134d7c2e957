using CommunityHub.Live;
using CommunityHub.Servers;

namespace CommunityHub.Tests.Servers;

public sealed class BellTests
{
    [Fact]
    public void What_one_server_writes_another_reads()
    {
        LiveTopic[] topics = [LiveTopic.Hotseat(7), LiveTopic.Mine(7, 12), LiveTopic.SiteRights, LiveTopic.Programme];

        var (server, read) = Bell.Read(Assert.Single(Bell.Write("bcdfgh", topics)));

        Assert.Equal("bcdfgh", server);
        Assert.Equal(topics, read);
        Assert.Empty(Bell.Write("bcdfgh", []));
    }

    /// NOTIFY refuses 8,000 bytes and more; a notice to everybody names many people.
    [Fact]
    public void Many_topics_go_in_several_words_each_short_enough()
    {
        var topics = Enumerable.Range(1, 3_000).Select(id => LiveTopic.Notices(1_000_000_000_000 + id)).ToArray();

        var words = Bell.Write("bcdfgh", topics).ToList();

        Assert.All(words, word => Assert.InRange(word.Length, 1, 7_999));
        Assert.Equal(topics, words.SelectMany(word => Bell.Read(word).Topics));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bcdfgh")]
    [InlineData("bcdfgh hotseat:7 hotseat:x:0 :: hotseat:1:2:3")]
    public void What_is_not_understood_rings_nothing(string words) => Assert.Empty(Bell.Read(words).Topics);
}
