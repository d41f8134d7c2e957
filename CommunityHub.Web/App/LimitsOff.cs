using CommunityHub.RateLimits;

namespace CommunityHub.Web.App;

static class LimitsOff
{
    /// Hub__Limits=off, for benches: heard in development only.
    public static bool AreLimitsOff(this WebApplicationBuilder site) => site.Environment.IsDevelopment() && site.Configuration["Hub:Limits"] == "off";

    public static void LiftLimits(this WebApplication app, bool areOff) => app.Services.GetRequiredService<Limits>().AreOff = areOff;
}
