using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// How far somebody has read a hotseat's answers at their own pace. The same on all their devices.
public sealed class ReadingPlace
{
    public const int MostSkipped = 100;

    ReadingPlace(long hotseatId, long personId) => (HotseatId, PersonId, Skipped) = (hotseatId, personId, "");

    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }

    /// All answers up to this moment are behind them.
    public DateTime UpTo { get; private set; }

    /// Public ids of answers they left for later, a space between.
    public string Skipped { get; private set; }

    public static ReadingPlace At(long hotseatId, long personId) => new(hotseatId, personId);

    public IReadOnlyList<string> SkippedIds => Skipped.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// Never back: a press sent twice, or from a second device that is behind, loses nothing.
    public void Pass(string answerId, DateTime answeredAt, bool isSkipped)
    {
        if (answeredAt > UpTo) UpTo = answeredAt;
        var others = SkippedIds.Where(id => id != answerId);
        Skipped = string.Join(' ', (isSkipped ? others.Append(answerId) : others).TakeLast(MostSkipped));
    }
}

sealed class ReadingPlaceTable : IEntityTypeConfiguration<ReadingPlace>
{
    public void Configure(EntityTypeBuilder<ReadingPlace> place)
    {
        place.ToTable("ReadingPlaces");
        place.HasKey(p => new { p.HotseatId, p.PersonId });
        place.HasOne<Hotseat>().WithMany().HasForeignKey(p => p.HotseatId);
        place.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        place.Ignore(p => p.SkippedIds);
    }
}
