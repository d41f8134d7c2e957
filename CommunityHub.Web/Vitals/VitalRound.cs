using CommunityHub.Attention;

namespace CommunityHub.Web.Vitals;

/// Turns the minute over, and counts the letters that wait.
sealed partial class VitalRound(VitalSigns signs, LetterBox letters, TimeProvider clock, ILogger<VitalRound> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            try
            {
                signs.WaitForPost(await letters.CountWaitingAsync(stoppingToken));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken) && Turn());
    }

    bool Turn()
    {
        signs.Turn();
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The letters that wait could not be counted")]
    static partial void LogFault(ILogger log, Exception fault);
}
