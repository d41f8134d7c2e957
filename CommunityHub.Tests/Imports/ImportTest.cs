using CommunityHub.Imports;
using CommunityHub.Imports.StackExchange;
using CommunityHub.Tests.Forums;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Imports;

/// What every test of the importer begins with: into the community by request, which Ada facilitates.
public abstract class ImportTest(TestDatabase database) : ForumTest(database)
{
    private protected async Task<ImportReport> ImportAsync(Dump dump, bool isPreview = false) => await Hub.Get<StackExchangeImport>().RunAsync(
        new ImportChoices(dump.Write().Folder, await SlugAsync(Cast.ByRequest), IsPreview: isPreview), cancel: TestContext.Current.CancellationToken);

    private protected async Task<string> RefusedImportAsync(Dump dump) => await RefusedAsync(async () => await Hub.Get<StackExchangeImport>().RunAsync(
        new ImportChoices(dump.Folder, await SlugAsync(Cast.ByRequest)), cancel: TestContext.Current.CancellationToken));
}
