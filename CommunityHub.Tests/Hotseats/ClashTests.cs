using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

public sealed class ClashTests() : HotseatTest(new SqliteTestDatabase())
{
    Clashes Clashes => Hub.Get<Clashes>();

    [Theory]
    [InlineData("2026-03-10T11:00", 60, "")] // a Tuesday
    [InlineData("2026-03-10T11:00", 240, "")] // as long as it is before three
    [InlineData("2026-03-09T11:00", 60, "It is a Monday.")]
    [InlineData("2026-03-13T11:00", 60, "It is a Friday.")]
    [InlineData("2026-03-14T11:00", 60, "It is at the weekend.")]
    [InlineData("2026-04-03T11:00", 60, "It is a Friday.|It is a bank holiday in England and Wales: Good Friday.")]
    [InlineData("2026-03-10T10:30", 60, "It goes from 10:30 to 11:30.")]
    [InlineData("2026-03-10T14:30", 60, "It goes from 14:30 to 15:30.")]
    [InlineData("2026-03-10T23:30", 60, "It goes from 23:30 to 00:30.")]
    public async Task A_day_and_an_hour_are_warned_of_with_the_reason(string starts, int minutes, string expected)
    {
        var found = await Clashes.FindAsync(Cast.Ada, At(starts, minutes), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), found.Select(clash => clash.Words[..Math.Min(clash.Words.Length, expected.Split('|').FirstOrDefault(e => clash.Words.StartsWith(e, StringComparison.Ordinal))?.Length ?? 99)]));
    }

    [Fact]
    public async Task The_site_says_whose_bank_holidays_count()
    {
        var easterMonday = At("2026-04-06T11:00");
        await Settings("scotland");
        Assert.DoesNotContain(await FindAsync(Cast.Ada, easterMonday), clash => clash.Kind is ClashKind.BankHoliday);
        await Settings("northern-ireland");
        Assert.Contains("in Northern Ireland: Easter Monday", (await FindAsync(Cast.Ada, easterMonday)).Single(clash => clash.Kind is ClashKind.BankHoliday).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_hotseat_near_that_hour_is_named_and_the_one_itself_is_not()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting, Cast.Open);

        Assert.Contains("“Ask Gus about direct payments” in Housing Repairs is at 11:00", (await OthersAsync(Cast.Ada, "2026-03-12T12:30")).Single().Words, StringComparison.Ordinal);
        Assert.Single(await OthersAsync(Cast.Ada, "2026-03-12T09:30"));
        Assert.Empty(await OthersAsync(Cast.Ada, "2026-03-12T13:00"));
        Assert.Empty(await OthersAsync(Cast.Ada, "2026-03-13T11:00"));
        Assert.Empty(await Clashes.FindAsync(Cast.Ada, At("2026-03-12T11:00"), id, TestContext.Current.CancellationToken));

        await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
        Assert.Empty(await OthersAsync(Cast.Ada, "2026-03-12T12:30"));
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("bo", true)]
    [InlineData("fay", false)]
    [InlineData("ned", false)]
    [InlineData("dot", false)]
    [InlineData("eve", false)]
    [InlineData("xan", false)]
    [InlineData("visitor", false)]
    public async Task A_hotseat_that_one_may_not_see_is_not_revealed_by_a_warning(string name, bool sees)
    {
        await Stage.HotseatAsync(HotseatState.Collecting, Cast.Private);
        Assert.Equal(sees, (await OthersAsync(Cast.Named(name), "2026-03-12T11:30")).Count > 0);
    }

    [Fact]
    public async Task Nor_is_the_draft_of_another_community()
    {
        await Stage.DraftAsync(Cast.Open);
        Assert.Empty(await OthersAsync(Cast.Fay, "2026-03-12T11:30"));
        Assert.Single(await OthersAsync(Cast.Ada, "2026-03-12T11:30"));
    }

    async Task<IReadOnlyList<Clash>> OthersAsync(Actor actor, string starts) => [.. (await FindAsync(actor, At(starts))).Where(clash => clash.Kind is ClashKind.OtherHotseat)];

    Task<IReadOnlyList<Clash>> FindAsync(Actor actor, Schedule schedule) => Clashes.FindAsync(actor, schedule, cancel: TestContext.Current.CancellationToken);

    Task Settings(string nation) => Hub.Get<SiteRules>().ChangeAsync(Cast.Dot, "CommunityHub", "", "", "Europe/London", nation, true);

    static Schedule At(string starts, int minutes = 60) => Schedule.At(DateTime.Parse(starts, System.Globalization.CultureInfo.InvariantCulture), "Europe/London", minutes);
}
