namespace CommunityHub.Web.App;

static partial class ErrorLog
{
    /// What people are told to quote.
    [LoggerMessage(LogLevel.Error, "{Kind}: shown to somebody with the number {Number}")]
    public static partial void Shown(ILogger log, string? number, string kind);
}
