using Microsoft.Extensions.Logging;

namespace CommunityHub.Hotseats.Afterwards;

/// Does what is due days after a hotseat. Called by the site's own clock; what was missed while the server was down is made up at the next call.
public sealed partial class AfterwardsClock(FollowUps followUps, DidItHelp help, ILogger<AfterwardsClock> log)
{
    /// One part that fails is logged and tried again at the next call; it holds up no other. Gives what failed.
    public async Task<Exception?> TickAsync(CancellationToken cancel = default) =>
        await TryAsync("Reminding of follow-ups", () => followUps.RemindAsync(cancel), cancel) is var reminding
            && await TryAsync("Asking whether it helped", () => help.AskAsync(cancel), cancel) is { } asking ? asking : reminding;

    async Task<Exception?> TryAsync(string what, Func<Task> act, CancellationToken cancel)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogFault(fault, what);
            return fault;
        }
    }

    [LoggerMessage(LogLevel.Error, "{What} failed. It is tried again in a minute.")]
    partial void LogFault(Exception fault, string what);
}
