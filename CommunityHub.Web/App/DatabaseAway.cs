using CommunityHub.Data;

namespace CommunityHub.Web.App;

/// PostgreSQL does not answer, or broke off in the middle. A page that needs nothing from it says so.
public sealed partial class DatabaseAway(RequestDelegate next, ILogger<DatabaseAway> log)
{
    /// Also beside a button, when what it does could not be written.
    public const string Words = "We cannot reach our own records just now. Nothing that was saved is lost. Try again in a minute.";

    // What was only asked for is asked for again; what was sent must not go twice without its sender.
    static string Page(HttpRequest request) => $"""
        <!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{(HttpMethods.IsGet(request.Method) ? "<meta http-equiv=\"refresh\" content=\"10\">" : "")}
        <title>Back in a minute</title></head><body><main><h1>Back in a minute.</h1><p>{Words}</p></main></body></html>
        """;

    public async Task InvokeAsync(HttpContext context)
    {
        var (response, before) = (context.Response, context.Response.Headers.ToList()); // the policies of every page
        try
        {
            await next(context);
        }
        catch (Exception fault) when (LostLine.IsOne(fault) && !response.HasStarted)
        {
            LogAway(log, context.Request.Path, fault.GetType().Name);
            response.Clear();
            foreach (var (name, value) in before) response.Headers[name] = value;
            // Not 503: by that nginx takes a server for one that stops, and asks another, which cannot know more. Either lets hub.js wait and send again.
            response.StatusCode = StatusCodes.Status504GatewayTimeout;
            response.Headers.CacheControl = "no-store";
            response.Headers.RetryAfter = "10";
            response.ContentType = "text/html; charset=utf-8";
            await response.WriteAsync(Page(context.Request));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database did not answer for {Path} ({Kind})")]
    static partial void LogAway(ILogger log, string path, string kind);
}
