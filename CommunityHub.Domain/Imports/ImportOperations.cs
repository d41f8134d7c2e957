using CommunityHub.Exports;
using CommunityHub.Imports.Communities;
using CommunityHub.Imports.Mail;
using CommunityHub.Imports.StackExchange;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Imports;

static class ImportOperations
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<StackExchangeImport>()
        .AddSingleton<MailImport>()
        .AddSingleton<CommunityImport>()
        .AddSingleton<CommunityExport>()
        .AddSingleton<ImportedAuthors>();
}
