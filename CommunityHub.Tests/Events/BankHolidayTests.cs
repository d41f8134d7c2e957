using System.Globalization;
using CommunityHub.Events;

namespace CommunityHub.Tests.Events;

/// Against the lists on gov.uk/bank-holidays, without the one-off ones, which no rule gives.
public sealed class BankHolidayTests
{
    [Theory]
    [InlineData("england-and-wales", "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28")]
    [InlineData("england-and-wales", "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26")]
    [InlineData("england-and-wales", "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26")]
    [InlineData("england-and-wales", "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData("england-and-wales", "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28")]
    [InlineData("scotland", "2021-01-01 2021-01-04 2021-04-02 2021-05-03 2021-05-31 2021-08-02 2021-11-30 2021-12-27 2021-12-28")]
    [InlineData("scotland", "2024-01-01 2024-01-02 2024-03-29 2024-05-06 2024-05-27 2024-08-05 2024-12-02 2024-12-25 2024-12-26")]
    [InlineData("scotland", "2025-01-01 2025-01-02 2025-04-18 2025-05-05 2025-05-26 2025-08-04 2025-12-01 2025-12-25 2025-12-26")]
    [InlineData("northern-ireland", "2024-01-01 2024-03-18 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-07-12 2024-08-26 2024-12-25 2024-12-26")]
    [InlineData("northern-ireland", "2025-01-01 2025-03-17 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-07-14 2025-08-25 2025-12-25 2025-12-26")]
    [InlineData("northern-ireland", "2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25 2026-12-28")]
    public void A_year_is_as_it_was_published(string nation, string days)
    {
        var year = int.Parse(days[..4], CultureInfo.InvariantCulture);
        Assert.Equal(days, string.Join(' ', BankHolidays.Of(year, nation).Select(holiday => holiday.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    // In 2022 the spring holiday moved to 2 June, 3 June was the Platinum Jubilee and 19 September the State Funeral: proclaimed, so not here.
    [Theory]
    [InlineData("england-and-wales", "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27")]
    [InlineData("scotland", "2022-01-03 2022-01-04 2022-04-15 2022-05-02 2022-05-30 2022-08-01 2022-11-30 2022-12-26 2022-12-27")]
    [InlineData("scotland", "2023-01-02 2023-01-03 2023-04-07 2023-05-01 2023-05-29 2023-08-07 2023-11-30 2023-12-25 2023-12-26")]
    public void A_year_with_proclaimed_holidays_is_as_the_rules_have_it(string nation, string days) => A_year_is_as_it_was_published(nation, days);

    [Theory]
    [InlineData(1818, 3, 22)] // the earliest there is
    [InlineData(2008, 3, 23)]
    [InlineData(2000, 4, 23)]
    [InlineData(2019, 4, 21)]
    [InlineData(2030, 4, 21)]
    [InlineData(2038, 4, 25)] // the latest
    [InlineData(2049, 4, 18)]
    [InlineData(2100, 3, 28)]
    public void Easter_is_when_it_is(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), BankHolidays.Easter(year));

    [Theory]
    [InlineData("2026-04-03", "england-and-wales", "Good Friday")]
    [InlineData("2026-04-06", "scotland", null)]
    [InlineData("2026-12-26", "england-and-wales", null)]
    [InlineData("2026-12-28", "england-and-wales", "Boxing Day (substitute day)")]
    [InlineData("2026-11-30", "scotland", "St Andrew’s Day")]
    [InlineData("2026-11-30", "northern-ireland", null)]
    [InlineData("2026-07-13", "northern-ireland", "the Battle of the Boyne (substitute day)")]
    [InlineData("2026-03-12", "england-and-wales", null)]
    public void A_day_is_one_or_is_none(string day, string nation, string? name) =>
        Assert.Equal(name, BankHolidays.On(DateOnly.Parse(day, CultureInfo.InvariantCulture), nation));

    [Fact]
    public void No_year_within_reach_throws_and_each_has_its_number_of_days()
    {
        foreach (var year in Enumerable.Range(2000, 101))
        {
            foreach (var (nation, count) in new[] { ("england-and-wales", 8), ("scotland", 9), ("northern-ireland", 10) })
            {
                var days = BankHolidays.Of(year, nation).Select(holiday => holiday.Day).ToList();
                Assert.Equal(count, days.Distinct().Count());
                Assert.All(days, day => Assert.False(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
            }
        }
    }
}
