using CommunityHub.Attention;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Accounts;

static class AccountOperations
{
    public static void AddAccountOperations(this IServiceCollection services)
    {
        services.AddSingleton<Limits>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<Registrations>();
        services.AddSingleton<PrivacyAcceptances>();
        services.AddSingleton<MailedLinks>();
        services.AddSingleton<Proofs>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<SecondSteps>();
        services.AddSingleton<OwnSecondStep>();
        services.AddSingleton<Passkeys>();
        services.AddScoped<IUserStore<Account>, PasskeyUsers>();
        services.AddIdentityCore<Account>();
        services.AddSingleton<OwnDetails>();
        services.AddSingleton<NoticeList>();
        services.AddSingleton<Post>();
        services.AddSingleton<LetterBox>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<SiteRules>();
    }
}
