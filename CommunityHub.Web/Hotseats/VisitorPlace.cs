using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// How far a visitor has read a hotseat's answers, in their own browser: a cookie that goes to that hotseat's pages only. It holds the public
/// id of the last answer that is behind them, and nothing of who they are.
static class VisitorPlace
{
    public const string Cookie = "place";

    static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// Null: nothing is behind them here.
    public static string? Of(HttpContext? request) => request?.Request.Cookies[Cookie] is { } said && PublicId.IsWellFormed(said) ? said : null;

    /// Never back: who turns over earlier pages again loses nothing.
    public static void KeepPlace(this HttpContext request, HotseatRoom here, string? after)
    {
        if (AnsweredAt(here, after) is not { } at || AnsweredAt(here, Of(request)) >= at) return;
        request.Response.Cookies.Append(Cookie, after!, new CookieOptions
        {
            Path = $"/hotseats/{here.Hotseat.Id}",
            MaxAge = Lasts,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = request.Request.IsHttps,
            IsEssential = true,
        });
    }

    static DateTime? AnsweredAt(HotseatRoom here, string? answerId) => here.Room.Answered.FirstOrDefault(row => row.Answer!.Id == answerId)?.Answer!.At;
}
