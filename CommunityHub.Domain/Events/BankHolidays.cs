namespace CommunityHub.Events;

/// The bank holidays of a part of the United Kingdom, by rule. One-off ones (a coronation, a state funeral, a jubilee, a holiday moved for it)
/// are proclaimed and not computed.
public static class BankHolidays
{
    /// What it is called; null: no bank holiday. The nation as in <see cref="Site.SiteSettings.BankHolidays"/>.
    public static string? On(DateOnly day, string nation) => Of(day.Year, nation).Where(holiday => holiday.Day == day).Select(holiday => holiday.Name).FirstOrDefault();

    /// Of one year, in order, substitute days in the place of those at a weekend.
    public static IReadOnlyList<(DateOnly Day, string Name)> Of(int year, string nation)
    {
        var (isScotland, isNorthernIreland) = (nation is "scotland", nation is "northern-ireland");
        var easter = Easter(year);
        var holidays = new List<(DateOnly Day, string Name)>
        {
            (easter.AddDays(-2), "Good Friday"),
            (FirstMonday(year, 5), "the early May bank holiday"),
            (LastMonday(year, 5), "the spring bank holiday"),
            (isScotland ? FirstMonday(year, 8) : LastMonday(year, 8), "the summer bank holiday"),
        };
        if (!isScotland) holidays.Add((easter.AddDays(1), "Easter Monday"));

        var dated = new List<(DateOnly Day, string Name)> { (new(year, 1, 1), "New Year’s Day"), (new(year, 12, 25), "Christmas Day"), (new(year, 12, 26), "Boxing Day") };
        if (isScotland) dated.AddRange([(new(year, 1, 2), "2 January"), (new(year, 11, 30), "St Andrew’s Day")]);
        if (isNorthernIreland) dated.AddRange([(new(year, 3, 17), "St Patrick’s Day"), (new(year, 7, 12), "the Battle of the Boyne")]);

        holidays.AddRange(dated.Where(holiday => !IsWeekend(holiday.Day)));
        foreach (var (day, name) in dated.Where(holiday => IsWeekend(holiday.Day)).Order())
        {
            var instead = day;
            while (IsWeekend(instead) || holidays.Exists(taken => taken.Day == instead)) instead = instead.AddDays(1);
            holidays.Add((instead, $"{name} (substitute day)"));
        }
        return [.. holidays.Order()];
    }

    /// The Anonymous Gregorian algorithm (Meeus, Jones, Butcher).
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }

    static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
    }

    static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }

    static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
