using System.Globalization;
using System.Text;
using CommunityHub.Events;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Events;

public sealed class CalendarFileTests
{
    static readonly DateTime Now = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Europe/London", "2026-01-15T11:00", "2026-01-15T11:00:00")]
    [InlineData("Europe/London", "2026-03-28T11:00", "2026-03-28T11:00:00")]
    [InlineData("Europe/London", "2026-03-29T11:00", "2026-03-29T10:00:00")]
    [InlineData("Europe/London", "2026-07-01T11:00", "2026-07-01T10:00:00")]
    [InlineData("Europe/London", "2026-10-24T11:00", "2026-10-24T10:00:00")]
    [InlineData("Europe/London", "2026-10-25T11:00", "2026-10-25T11:00:00")]
    [InlineData("America/New_York", "2026-03-07T09:00", "2026-03-07T14:00:00")]
    [InlineData("America/New_York", "2026-03-08T09:00", "2026-03-08T13:00:00")]
    [InlineData("America/New_York", "2026-11-01T09:00", "2026-11-01T14:00:00")]
    [InlineData("Australia/Lord_Howe", "2026-01-10T12:00", "2026-01-10T01:00:00")]
    [InlineData("Australia/Lord_Howe", "2026-07-10T12:00", "2026-07-10T01:30:00")]
    [InlineData("Asia/Kathmandu", "2026-07-10T12:00", "2026-07-10T06:15:00")]
    [InlineData("Asia/Tokyo", "2026-12-31T23:30", "2026-12-31T14:30:00")]
    [InlineData("UTC", "2026-07-10T12:00", "2026-07-10T12:00:00")]
    public async Task Another_calendar_reads_the_same_hour(string zone, string local, string utc)
    {
        var start = DateTime.Parse(local, CultureInfo.InvariantCulture);
        var read = Assert.Single(await CalendarReader.ReadAsync(File(Entry() with { Zone = zone, Start = start, End = start.AddHours(1) })));

        Assert.Equal(utc, read.Start);
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture).AddHours(1), DateTime.Parse(read.End, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Words_arrive_as_written_and_begin_nothing_new()
    {
        var title = "Fees, fines; and C:\\temp\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:x\0\u0007";
        var description = string.Concat(Enumerable.Repeat("Ünïcôde 😀 e\u0301, ", 60)) + "\nanother line.";

        var read = Assert.Single(await CalendarReader.ReadAsync(File(Entry() with { Title = title, Description = description })));

        Assert.Equal("Fees, fines; and C:\\temp\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:x", read.Title);
        Assert.Equal(description.Normalize(), read.Description);
    }

    // Older readers take the second backslash and the n for a line break; the standard is clear.
    [Fact]
    public void A_backslash_before_an_n_is_no_line_break() =>
        Assert.Contains("SUMMARY:C:\\\\new\r\n", File(Entry() with { Title = "C:\\new" }));

    [Fact]
    public async Task A_cancelled_event_says_so_with_a_higher_sequence()
    {
        var read = await CalendarReader.ReadAsync(File(Entry(), Entry() with { Uid = "2@hub.example", Sequence = 3, IsCancelled = true }));

        Assert.Equal([("1@hub.example", 0, "CONFIRMED"), ("2@hub.example", 3, "CANCELLED")], read.Select(one => (one.Uid, one.Sequence, one.Status)));
    }

    [Fact]
    public void Lines_are_75_octets_at_most_and_cut_no_character()
    {
        var file = File(Entry() with { Title = string.Concat(Enumerable.Repeat("é😀x", 100)), Description = new string('—', 200) });

        Assert.EndsWith("END:VCALENDAR\r\n", file);
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        foreach (var line in file.Split("\r\n"))
        {
            Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line);
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
        }
    }

    [Fact]
    public void An_address_cannot_bring_a_line_of_its_own() =>
        Assert.DoesNotContain("\nX-", File(Entry() with { Url = "https://hub.example/e/1\r\nX-EVIL:1", Uid = "1\r\nX-EVIL:1" }));

    [Fact]
    public void A_zone_nobody_knows_is_not_written() =>
        Assert.Throws<TimeZoneNotFoundException>(() => File(Entry() with { Zone = "Mars/Base\r\nX-EVIL:1" }));

    [Fact]
    public void The_first_and_the_last_year_have_zones_too()
    {
        Assert.Contains("DTSTART;TZID=Europe/London:00010101T", File(Entry() with { Start = new(1, 1, 1), End = new(1, 1, 2) }));
        Assert.Contains("DTSTART;TZID=America/New_York:99991231T", File(Entry() with { Zone = "America/New_York", Start = new(9999, 12, 31), End = DateTime.MaxValue }));
    }

    static CalendarEntry Entry() => new(
        "1@hub.example", 0, "Hotseat", "", "https://hub.example/e/1", new(2026, 11, 12, 11, 0, 0), new(2026, 11, 12, 12, 0, 0), "Europe/London", Now);

    static string File(params CalendarEntry[] entries) => CalendarFile.Write(entries, Now);
}
