using System.Security.Cryptography;

namespace CommunityHub.People;

/// When what somebody sends without their name is seen: later by chance, so that the moment does not tell who it was, and to the minute only.
static class UnnamedMoment
{
    /// In milliseconds.
    public const int ShortestDelay = 5_000;
    public const int LongestDelay = 20_000;

    public static DateTime ALittleLater(DateTime now) => now.AddMilliseconds(RandomNumberGenerator.GetInt32(ShortestDelay, LongestDelay + 1));

    public static DateTime MinuteOf(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);
}
