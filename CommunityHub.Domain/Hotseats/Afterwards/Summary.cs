using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// What was learnt in a hotseat, as a facilitator wrote it. Each time it is published is a row: nothing that stood there is lost.
public sealed class Summary
{
    public const int LongestText = 10_000;

    Summary(long hotseatId, int number, string text, string html, long personId, DateTime publishedAt) =>
        (HotseatId, Number, Text, Html, PersonId, PublishedAt) = (hotseatId, number, text, html, personId, publishedAt);

    public long HotseatId { get; private set; }

    /// 1 for the first; the highest is what readers see.
    public int Number { get; private set; }
    public string Text { get; private set; }
    public string Html { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public DateTime PublishedAt { get; private set; }

    /// Refuses an empty text and one over <see cref="LongestText"/> characters.
    public static Summary Publish(string? text, Hotseat hotseat, int number, long personId, DateTime now)
    {
        if (hotseat.State is not (HotseatState.WrappingUp or HotseatState.Archived)) throw new RefusedException("A summary is published when the hour is over. Yours is kept as a draft.");
        var words = Wording.Require(text, LongestText, "Write the summary first.");
        return new Summary(hotseat.Id, number, words, Markdown.ToHtml(words), personId, now);
    }
}

sealed class SummaryTables : IEntityTypeConfiguration<Summary>
{
    public void Configure(EntityTypeBuilder<Summary> summary)
    {
        // Two who publish the same number at once: the second finds the first.
        summary.HasKey(s => new { s.HotseatId, s.Number });
        summary.HasOne<Hotseat>().WithMany().HasForeignKey(s => s.HotseatId);
        summary.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId);
    }
}
