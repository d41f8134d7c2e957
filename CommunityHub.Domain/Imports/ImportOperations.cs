using CommunityHub.Imports.Mail;
using CommunityHub.Imports.StackExchange;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Imports;

static class ImportOperations
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<StackExchangeImport>()
        .AddSingleton<MailImport>()
        .AddSingleton<ImportedAuthors>();
}
