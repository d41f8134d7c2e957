using System.Xml.Linq;
using CommunityHub.Accounts;
using CommunityHub.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityHub.Web.Accounts;

/// What cookies are sealed with: in the folder of data, or, where several servers serve one site, in their database.
static class SealingKeys
{
    public static void AddSealingKeys(this WebApplicationBuilder site)
    {
        var keys = site.Services.AddDataProtection().SetApplicationName("CommunityHub");
        if (site.Configuration.FindPostgres() is null) keys.PersistKeysToFileSystem(Directory.CreateDirectory(DataFolder.Of(site.Configuration).Keys));
        else site.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeepInDatabase>();
    }

    /// Makes the first key, if there is none, while no other server does: each would know only its own.
    public static void MakeFirstKey(this WebApplication app) => app.Services.GetDataProtector("first").Protect("first");

    sealed class KeepInDatabase(IDbContextFactory<HubDb> databases) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = new KeysInDatabase(databases);
    }
}

sealed class KeysInDatabase(IDbContextFactory<HubDb> databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.SealingKeys.OrderBy(key => key.Id).Select(key => key.Words).AsEnumerable().Select(words => XElement.Parse(words))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.Add(SealingKey.Of(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}
