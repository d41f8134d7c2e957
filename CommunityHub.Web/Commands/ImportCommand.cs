using System.CommandLine;
using System.Globalization;
using CommunityHub.Imports;
using CommunityHub.Imports.StackExchange;

namespace CommunityHub.Web.Commands;

/// `-- import stackexchange DIR --community SLUG --preview`
static class ImportCommand
{
    public static Command Make() => new("import", "Brings discussions from elsewhere into a community.") { StackExchange(), MailImportCommand.Make(), CommunityCommands.MakeImport() };

    public static Option<string> Community() => new("--community") { Description = "The community’s address: the last word of it.", Required = true };

    public static Option<bool> Preview() => new("--preview") { Description = "Writes nothing, and says what would come." };

    /// With a bar for how far it is, and a report at its end.
    public static Task<int> DoAsync(bool isPreview, Func<SiteData, Action<ImportStep>, Task<ImportReport>> import) => HubCommands.DoAsync(async () =>
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var data = await SiteData.OpenAsync(toRead: isPreview);
        using var progress = new ProgressLine();
        var report = await import(data, step => progress.Show(step.What, step.Done));
        progress.End();
        foreach (var line in report.Lines()) Console.WriteLine(line);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(isPreview ? "A preview: nothing was written." : $"Imported in {seconds} s.");
    });

    static Command StackExchange()
    {
        var folder = new Argument<string>("DIR") { Description = "Of the dump: Posts.xml, Users.xml and so on." };
        var (community, preview) = (Community(), Preview());
        var site = new Option<string?>("--site") { Description = "The address of the site that the dump is of. Usual: by the folder’s name." };
        var name = new Option<string?>("--name") { Description = "What readers see the site called. Usual: by the folder’s name." };
        var command = new Command("stackexchange", "A dump of a Stack Exchange site. Can be run again, also after it was cut.") { folder, community, site, name, preview };
        command.SetAction((read, cancel) => DoAsync(read.GetValue(preview), (data, step) => data.Get<StackExchangeImport>().RunAsync(
            new ImportChoices(
                read.GetRequiredValue(folder), read.GetRequiredValue(community), read.GetValue(site), read.GetValue(name), read.GetValue(preview)),
            step, cancel)));
        return command;
    }
}
