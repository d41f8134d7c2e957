using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;

namespace CommunityHub.Tests.Architecture;

/// Words in what is added to a hotseat when its hour is over.
static class AfterwardsCanaries
{
    public delegate string Say(string field, Seen seen, params string[] also);

    public static async Task<AfterwardsPlace> AddAsync(HubWork work, long communityId, Hotseat over, Question answered, IReadOnlyDictionary<string, Actor> people, Say word)
    {
        var (db, now) = (work.Db, work.Now);
        var facilitator = people["facilitator"].PersonId!.Value;

        var theme = Theme.Add(word("theme", Seen.Inside), communityId, 0, now);
        var unused = Theme.Add(word("retired theme", Seen.Facilitators), communityId, 1, now);
        unused.Retire(now);
        db.AddRange(theme, unused);
        await db.SaveChangesAsync();
        db.Add(QuestionTheme.Of(answered.Id, theme.Id));

        db.Add(Summary.Publish(word("summary that was replaced", Seen.Only), over, 1, facilitator, now));
        db.Add(Summary.Publish(word("summary", Seen.Inside), over, 2, facilitator, now));
        var draft = Draft.At(Places.Summary(over.PublicId), facilitator, now);
        draft.Keep(word("draft of a summary", Seen.Only, "facilitator"), now);
        db.Add(draft);

        var open = Question.Ask($"What of {word("question that was left open", Seen.Inside)}?", over.Id, now.AddDays(-6));
        db.Add(open);
        db.Add(QuestionAsker.Of(open, people["member"].PersonId!.Value));
        var ended = Question.Ask($"What of {word("question that was closed with a word", Seen.Inside)}?", over.Id, now.AddDays(-6));
        db.Add(ended);
        db.Add(QuestionAsker.Of(ended, people["member"].PersonId!.Value));
        await db.SaveChangesAsync();
        var followUp = FollowUp.Give(open, people["member"].PersonId!.Value, now.AddDays(9), now);
        db.Add(followUp);
        var closed = FollowUp.Give(ended, facilitator, now.AddDays(9), now);
        closed.CloseWithWords(word("closing word", Seen.Inside), facilitator, now);
        db.Add(closed);
        var answer = Draft.At(Places.FollowUp(followUp.PublicId), people["member"].PersonId!.Value, now);
        answer.Keep(word("draft of a follow-up", Seen.Only, "member"), now);
        db.Add(answer);
        db.Add(Notice.To(people["member"].PersonId!.Value, word("notice of a follow-up", Seen.Only, "member"), $"/hotseats/{over.PublicId}", communityId, now));

        var helped = Question.Ask($"What of {word("question that may have helped", Seen.Inside)}?", over.Id, now.AddDays(-6));
        db.Add(helped);
        db.Add(QuestionAsker.Of(helped, people["member"].PersonId!.Value));
        await db.SaveChangesAsync();
        db.Add(Answer.To(helped, "It is so.", facilitator, now));
        db.Add(HelpRequest.To(people["member"].PersonId!.Value, over.Id, now));
        var reply = HelpReply.Of(helped.Id, people["member"].PersonId!.Value);
        reply.Say(HelpVerdict.Partly, word("word on whether it helped", Seen.Facilitators, "member"));
        db.Add(reply);

        var topical = Question.Ask($"What of {word("question that became a topic", Seen.Inside)}?", over.Id, now.AddDays(-6));
        db.Add(topical);
        db.Add(QuestionAsker.Of(topical, people["member"].PersonId!.Value));
        await db.SaveChangesAsync();
        var topic = HotseatTopic.Of(topical, communityId, now);
        db.Add(topic);
        var gone = HotseatTopic.Of(helped, communityId, now);
        gone.Remove(now);
        db.Add(gone);
        await db.SaveChangesAsync();
        db.Add(TopicVote.For(topic, people["member"].PersonId!.Value, now));
        return new AfterwardsPlace(followUp.PublicId);
    }
}

/// Addresses of what is added to a hotseat afterwards.
public sealed record AfterwardsPlace(string FollowUp)
{
    /// Addresses that never were.
    public static AfterwardsPlace Invented() => new(PublicId.New());
}
