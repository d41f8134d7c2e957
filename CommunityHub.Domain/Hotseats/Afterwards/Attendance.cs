using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// Somebody was in the room while it was open. Only ever counted.
public sealed class Attendance
{
    Attendance(long hotseatId, long personId) => (HotseatId, PersonId) = (hotseatId, personId);

    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }

    public static Attendance Of(long hotseatId, long personId) => new(hotseatId, personId);
}

/// The most that were in a room at once.
public sealed class HotseatPeak
{
    HotseatPeak(long hotseatId, int most) => (HotseatId, Most) = (hotseatId, most);

    public long HotseatId { get; private set; }
    public int Most { get; private set; }

    public static HotseatPeak Of(long hotseatId, int most) => new(hotseatId, most);

    public void Reach(int most) => Most = Math.Max(Most, most);
}

sealed class AttendanceTables : IEntityTypeConfiguration<Attendance>, IEntityTypeConfiguration<HotseatPeak>
{
    public void Configure(EntityTypeBuilder<Attendance> attendance)
    {
        // Once for each, and without a time: it tells nothing but that they came.
        attendance.HasKey(a => new { a.HotseatId, a.PersonId });
        attendance.HasOne<Hotseat>().WithMany().HasForeignKey(a => a.HotseatId);
        attendance.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<HotseatPeak> peak)
    {
        peak.HasKey(p => p.HotseatId);
        peak.Property(p => p.HotseatId).ValueGeneratedNever();
        peak.HasOne<Hotseat>().WithMany().HasForeignKey(p => p.HotseatId);
    }
}
