using CommunityHub.Hotseats;

namespace CommunityHub.Tests.Hotseats;

public sealed class HotseatStateTests
{
    const long Ada = 1, Gus = 2;
    static readonly DateTime Now = new(2026, 3, 5, 9, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Local = new(2026, 3, 12, 11, 0, 0);

    // Draft, Announced, Collecting, Live, Wrapping up, aRchived, cancelled (X).
    const string States = "DACLWRX";

    [Theory]
    [InlineData("announce", "D")]
    [InlineData("open questions", "A")]
    [InlineData("go live", "AC")]
    [InlineData("hold", "AC")]
    [InlineData("release", "")]
    [InlineData("run on", "L")]
    [InlineData("wrap up", "L")]
    [InlineData("archive", "W")]
    [InlineData("cancel", "DACLW")]
    [InlineData("reschedule", "DAC")]
    [InlineData("describe", "DACLW")]
    [InlineData("seat", "DACLW")]
    [InlineData("say", "DACLW")]
    [InlineData("answer now", "CLW")]
    public void Each_verb_is_for_some_states_and_changes_nothing_in_the_others(string verb, string allowed)
    {
        foreach (var letter in States)
        {
            var hotseat = In(letter);
            var before = hotseat.State;
            var refused = Record.Exception(() => Do(verb, hotseat));

            if (allowed.Contains(letter)) Assert.Null(refused);
            else
            {
                Assert.IsType<RefusedException>(refused);
                Assert.Equal(before, hotseat.State);
            }
        }
    }

    [Theory]
    [InlineData('A')]
    [InlineData('C')]
    public void A_held_start_can_be_released_and_comes_late_with_its_whole_length(char letter)
    {
        var hotseat = In(letter);
        hotseat.Hold(Now);
        Assert.False(hotseat.CatchUp(hotseat.StartsAt.AddMinutes(70)) && hotseat.State is HotseatState.Live);

        var late = hotseat.StartsAt.AddMinutes(70);
        hotseat.Release(late);
        Assert.True(hotseat.CatchUp(late));
        Assert.Equal((HotseatState.Live, late.AddMinutes(60)), (hotseat.State, hotseat.EndsAt));
    }

    [Fact]
    public void A_start_released_in_time_ends_as_announced()
    {
        var hotseat = In('C');
        hotseat.Hold(Now);
        hotseat.Release(hotseat.StartsAt.AddMinutes(-5));
        hotseat.CatchUp(hotseat.StartsAt);
        Assert.Equal(hotseat.StartsAt.AddMinutes(60), hotseat.EndsAt);
    }

    [Fact]
    public void A_late_start_by_hand_keeps_the_length_and_an_early_one_the_end()
    {
        var late = In('C');
        late.GoLive(Ada, late.StartsAt.AddMinutes(12));
        Assert.Equal(late.StartsAt.AddMinutes(72), late.EndsAt);

        var early = In('C');
        early.GoLive(Ada, early.StartsAt.AddMinutes(-12));
        Assert.Equal(early.StartsAt.AddMinutes(60), early.EndsAt);
    }

    [Fact]
    public void Run_on_adds_a_quarter_of_an_hour_each_time_and_ends_at_twelve_hours()
    {
        var hotseat = In('C', 700);
        hotseat.CatchUp(hotseat.StartsAt);
        var end = hotseat.EndsAt;
        hotseat.RunOn(end.AddMinutes(-1));
        Assert.Equal(end.AddMinutes(15), hotseat.EndsAt);

        Assert.Throws<RefusedException>(() => hotseat.RunOn(end));
        Assert.Equal(end.AddMinutes(15), hotseat.EndsAt);
    }

    [Fact]
    public void Run_on_after_the_hour_counts_from_now_and_so_does_its_limit()
    {
        var hotseat = In('C', 700);
        hotseat.CatchUp(hotseat.StartsAt);
        Assert.Throws<RefusedException>(() => hotseat.RunOn(hotseat.StartsAt.AddMinutes(710)));
    }

    [Fact]
    public void Moved_to_questions_at_the_announcement_it_opens_though_it_was_announced_before()
    {
        var hotseat = In('A');
        hotseat.Reschedule(Schedule.At(Local, "Europe/London", 60), Now);

        Assert.NotNull(hotseat.NextMoveAt());
        Assert.True(hotseat.NextMoveAt() <= Now);
        Assert.True(hotseat.CatchUp(Now));
        Assert.Equal(HotseatState.Collecting, hotseat.State);
    }

    [Fact]
    public void What_a_calendar_shows_raises_its_sequence_once_it_is_announced()
    {
        var hotseat = In('D');
        hotseat.Describe("Another title", "");
        Assert.Equal(0, hotseat.CalendarSequence);

        hotseat.Announce(Ada, Now);
        hotseat.Describe("Another title", "");
        Assert.Equal(0, hotseat.CalendarSequence);
        hotseat.Describe("One more", "");
        Assert.Equal(1, hotseat.CalendarSequence);
        hotseat.Describe("One more", "With words");
        Assert.Equal(2, hotseat.CalendarSequence);
        hotseat.Reschedule(Schedule.At(Local.AddDays(1), "Europe/London", 60), Now);
        Assert.Equal(3, hotseat.CalendarSequence);
        hotseat.Cancel("Ill.", Ada, Now);
        Assert.Equal(4, hotseat.CalendarSequence);
    }

    [Fact]
    public void Every_move_is_a_row_that_says_who_and_when()
    {
        var hotseat = In('D');
        hotseat.Announce(Ada, Now);
        hotseat.CatchUp(hotseat.StartsAt);

        Assert.Equal(
            [(HotseatState.Draft, Ada), (HotseatState.Announced, Ada), (HotseatState.Collecting, Ada), (HotseatState.Live, (long?)null)],
            hotseat.Changes.Select(change => (change.To, change.ById)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("\u200b\u2060")]
    public void A_cancellation_says_why(string? why)
    {
        var hotseat = In('L');
        Assert.Throws<RefusedException>(() => hotseat.Cancel(why, Ada, Now));
        Assert.Equal(HotseatState.Live, hotseat.State);
    }

    [Fact]
    public void An_announcement_is_one_line_and_an_empty_one_takes_it_away()
    {
        var hotseat = In('L');
        hotseat.Say("Ten minutes\r\nleft", "Ada");
        Assert.Equal(("Ten minutes left", "Ada"), (hotseat.Announcement, hotseat.AnnouncementBy));

        Assert.Throws<RefusedException>(() => hotseat.Say(new string('a', Hotseat.LongestAnnouncement + 1), "Ada"));
        hotseat.Say(" ", "Ada");
        Assert.Equal((null, null), (hotseat.Announcement, hotseat.AnnouncementBy));
    }

    static void Do(string verb, Hotseat hotseat)
    {
        switch (verb)
        {
            case "announce": hotseat.Announce(Ada, Now); break;
            case "open questions": hotseat.OpenQuestions(Ada, Now); break;
            case "go live": hotseat.GoLive(Ada, Now); break;
            case "hold": hotseat.Hold(Now); break;
            case "release": hotseat.Release(Now); break;
            case "run on": hotseat.RunOn(Now); break;
            case "wrap up": hotseat.WrapUp(Ada, Now); break;
            case "archive": hotseat.Archive(Ada, Now); break;
            case "cancel": hotseat.Cancel("Gus is ill.", Ada, Now); break;
            case "reschedule": hotseat.Reschedule(Schedule.At(Local.AddDays(1), "Europe/London", 60), Now); break;
            case "describe": hotseat.Describe("Another title", "Other words"); break;
            case "seat": hotseat.Seat(Gus, "A guest"); break;
            case "say": hotseat.Say("Ten minutes left", "Ada"); break;
            case "answer now": hotseat.AnswerNow(Question.Ask("Why?", 1, Now)); break;
            default: throw new ArgumentOutOfRangeException(nameof(verb), verb, "No such verb.");
        }
    }

    static Hotseat In(char letter, int minutes = 60)
    {
        var opens = letter is 'A' ? Local.AddDays(-1) : (DateTime?)null;
        var hotseat = Hotseat.Draft(1, Ada, Schedule.At(Local, "Europe/London", minutes, opens), "A title", "", Now);
        if (letter is 'X') hotseat.Cancel("Gus is ill.", Ada, Now);
        if (letter is 'D' or 'X') return hotseat;
        hotseat.Announce(Ada, Now);
        if ("LWR".Contains(letter)) hotseat.GoLive(Ada, hotseat.StartsAt);
        if ("WR".Contains(letter)) hotseat.WrapUp(Ada, Now);
        if (letter is 'R') hotseat.Archive(Ada, Now);
        return hotseat;
    }
}
