using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.Servers;

namespace CommunityHub.Web.Forums;

/// Each minute: newcomers' questions that nobody replies to, and what waits for facilitators.
sealed partial class ForumClockRunner(FirstReplies replies, ModerationSummaries summaries, Leader leader, TimeProvider clock, ILogger<ForumClockRunner> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            do
            {
                try
                {
                    if (!leader.IsMe) continue;
                    await replies.CatchUpAsync(stoppingToken);
                    await summaries.SendAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFault(fault);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(LogLevel.Error, "The forum's clock failed. It tries again in a minute.")]
    partial void LogFault(Exception fault);
}

static class ForumClock
{
    public static void AddForumClock(this IServiceCollection services) => services.AddHostedService<ForumClockRunner>();
}
