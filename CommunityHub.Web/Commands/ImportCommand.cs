using System.CommandLine;
using CommunityHub.Imports.StackExchange;

namespace CommunityHub.Web.Commands;

/// `-- import stackexchange DIR --community SLUG --preview`
static class ImportCommand
{
    public static Command Make() => new("import", "Brings discussions from elsewhere into a community.") { StackExchange(), MailImportCommand.Make() };

    static Command StackExchange()
    {
        var folder = new Argument<string>("DIR") { Description = "Of the dump: Posts.xml, Users.xml and so on." };
        var community = new Option<string>("--community") { Description = "The community’s address: the last word of it.", Required = true };
        var site = new Option<string?>("--site") { Description = "The address of the site that the dump is of. Usual: by the folder’s name." };
        var name = new Option<string?>("--name") { Description = "What readers see the site called. Usual: by the folder’s name." };
        var preview = new Option<bool>("--preview") { Description = "Writes nothing, and says what would come." };
        var command = new Command("stackexchange", "A dump of a Stack Exchange site. Can be run again, also after it was cut.") { folder, community, site, name, preview };
        command.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            var isPreview = read.GetValue(preview);
            var choices = new ImportChoices(read.GetRequiredValue(folder), read.GetRequiredValue(community), read.GetValue(site), read.GetValue(name), isPreview);
            var started = TimeProvider.System.GetTimestamp();
            await using var data = await SiteData.OpenAsync(toRead: isPreview);
            using var progress = new ProgressLine();
            var report = await data.Get<StackExchangeImport>().RunAsync(choices, step => progress.Show(step.What, step.Done), cancel);
            progress.End();
            foreach (var line in report.Lines()) Console.WriteLine(line);
            Console.WriteLine(isPreview ? "A preview: nothing was written." : $"Imported in {TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s.");
        }));
        return command;
    }
}
