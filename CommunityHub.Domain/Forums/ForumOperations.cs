using CommunityHub.Moderation;
using CommunityHub.Polls;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Forums;

static class ForumOperations
{
    public static IServiceCollection AddForums(this IServiceCollection services) => services
        .AddSingleton<Discussions>()
        .AddSingleton<DiscussionPosts>()
        .AddSingleton<DiscussionMoves>()
        .AddSingleton<DiscussionMovePlaces>()
        .AddSingleton<PostReactions>()
        .AddSingleton<MentionNames>()
        .AddSingleton<Bookmarks>()
        .AddSingleton<PollVoting>()
        .AddSingleton<PollReading>()
        .AddSingleton<Following>()
        .AddSingleton<Typing>()
        .AddSingleton<LinkCards>()
        .AddSingleton<DiscussionReading>()
        .AddSingleton<DiscussionLists>()
        .AddSingleton<UnreadCounts>()
        .AddSingleton<PostHistories>()
        .AddSingleton<FirstReplies>()
        .AddSingleton<UnnamedPosts>()
        .AddSingleton<WriterLookUps>()
        .AddSingleton<HeldPosts>()
        .AddSingleton<PostReports>()
        .AddSingleton<ModerationReading>()
        .AddSingleton<ModerationSummaries>();
}
