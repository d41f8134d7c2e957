using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Hotseats.Afterwards;

static class AfterwardsOperations
{
    /// What is done with a hotseat when its hour is over.
    public static IServiceCollection AddAfterwards(this IServiceCollection services) => services
        .AddSingleton<HotseatArchives>()
        .AddSingleton<ThemeSorting>()
        .AddSingleton<HotseatSummaries>()
        .AddSingleton<FollowUps>()
        .AddSingleton<FollowUpLists>()
        .AddSingleton<DidItHelp>()
        .AddSingleton<HotseatTopics>()
        .AddSingleton<AttendanceKeeping>()
        .AddSingleton<HotseatReports>()
        .AddSingleton<HotseatFullExport>()
        .AddSingleton<AfterwardsClock>();
}
