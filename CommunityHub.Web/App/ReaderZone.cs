namespace CommunityHub.Web.App;

/// In which zone a reader sees times: their own; a visitor's from a cookie; otherwise the site's.
static class ReaderZone
{
    public const string Cookie = "zone";

    public static string Of(string? personsZone, HttpContext? request, string sitesZone = "Europe/London")
    {
        if (personsZone is { Length: > 0 }) return personsZone;
        var said = request?.Request.Cookies[Cookie];
        return said is { Length: <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(said, out _) ? said : sitesZone;
    }
}
