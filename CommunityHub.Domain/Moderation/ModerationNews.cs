using CommunityHub.Attention;
using CommunityHub.Forums;

namespace CommunityHub.Moderation;

/// What people are told about held and reported posts, in words.
static class ModerationNews
{
    public static News Released(Discussion discussion, int number) =>
        new($"Your post in “{discussion.Title}” is in.", DiscussionNews.AddressOf(discussion, number), discussion.CommunityId);

    public static News GivenBack(HeldPost held, string title, string address) =>
        new($"{(held.DecidedById is null ? $"Your post in “{title}” came back to you." : $"A facilitator gave your post in “{title}” back to you.")} {held.Words} Your words are kept there.", address, held.CommunityId);

    public static News Warned(Discussion discussion, int number, string words) =>
        new($"A facilitator asks you about your post in “{discussion.Title}”: {words}", DiscussionNews.AddressOf(discussion, number), discussion.CommunityId);

    /// To whoever reported: what came of it, and nothing about anybody.
    public static News Decided(Discussion discussion, int number, ReportOutcome outcome) =>
        Decided("post", discussion.Title, outcome, DiscussionNews.AddressOf(discussion, number), discussion.CommunityId);

    /// The same of what stands in a hotseat, by the word that it is called there.
    public static News Decided(string word, string title, ReportOutcome outcome, string address, long communityId) => new(
        $"Thank you for your report. A facilitator has looked at the {word} in “{title}”. " + outcome switch
        {
            ReportOutcome.Removed => "It was taken away.",
            ReportOutcome.Warned => "They have written to whoever wrote it.",
            _ => "It stays as it is.",
        },
        address, communityId);
}
