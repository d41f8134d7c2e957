using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// What an answer said before it was amended.
public sealed class AnswerRevision
{
    AnswerRevision(long answerId, int version, string text, string html, DateTime writtenAt) =>
        (AnswerId, Version, Text, Html, WrittenAt) = (answerId, version, text, html, writtenAt);

    public long Id { get; private set; }
    public long AnswerId { get; private set; }
    public Answer Answer { get; private set; } = null!;
    public int Version { get; private set; }
    public string Text { get; private set; }
    public string Html { get; private set; }

    /// From when it stood there.
    public DateTime WrittenAt { get; private set; }

    /// A facilitator took these words away: they are kept, and shown to nobody.
    public bool IsHidden { get; private set; }

    internal void Hide() => IsHidden = true;

    public static AnswerRevision Of(Answer answer) => new(answer.Id, answer.Version, answer.Text, answer.Html, answer.AmendedAt ?? answer.AnsweredAt);
}

sealed class AnswerRevisionTables : IEntityTypeConfiguration<AnswerRevision>
{
    public void Configure(EntityTypeBuilder<AnswerRevision> revision)
    {
        revision.HasOne(r => r.Answer).WithMany().HasForeignKey(r => r.AnswerId);
        // Two tabs at once: the second finds the version taken.
        revision.HasIndex(r => new { r.AnswerId, r.Version }).IsUnique();
    }
}

/// What an answer said before, the latest first. History only grows, so two of the same length are the same.
public sealed class EarlierAnswers(IReadOnlyList<EarlierAnswer> all) : IEquatable<EarlierAnswers>
{
    public static EarlierAnswers None { get; } = new([]);

    public IReadOnlyList<EarlierAnswer> All => all;

    public bool Equals(EarlierAnswers? other) => other?.All.Count == all.Count;

    public override bool Equals(object? obj) => Equals(obj as EarlierAnswers);

    public override int GetHashCode() => all.Count;
}

/// One earlier version, and from when it stood there.
public sealed record EarlierAnswer(string Html, DateTime At);

static class EarlierAnswerReading
{
    /// What a facilitator took away, where nothing was written in its place since.
    public static IQueryable<AnswerRevision> TakenAway(this Data.HubDb db) => db.AnswerRevisions.Where(r => r.IsHidden && r.Version == r.Answer.Version - 1);

    /// Puts to each amended answer what it said before.
    public static async Task AddEarlierAsync(this Data.HubDb db, long hotseatId, Dictionary<string, AnswerRow> answers)
    {
        if (!answers.Values.Any(a => a.AmendedAt is not null)) return;
        var earlier = await db.AnswerRevisions
            .Where(r => r.Answer.Question.HotseatId == hotseatId && !r.IsHidden)
            .OrderByDescending(r => r.Id)
            .Select(r => new { r.Answer.PublicId, Said = new EarlierAnswer(r.Html, r.WrittenAt) })
            .ToListAsync();
        var byAnswer = earlier.ToLookup(r => r.PublicId, r => r.Said);
        foreach (var (question, row) in answers)
        {
            if (byAnswer.Contains(row.Id)) answers[question] = row with { Earlier = new([.. byAnswer[row.Id]]) };
        }
    }
}
