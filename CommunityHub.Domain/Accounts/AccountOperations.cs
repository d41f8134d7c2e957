using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Site;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Accounts;

static class AccountOperations
{
    public static void AddAccountOperations(this IServiceCollection services)
    {
        services.AddSingleton<Limits>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<OwnDetails>();
        services.AddSingleton<SiteRules>();
    }
}
