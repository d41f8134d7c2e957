using System.CommandLine;
using CommunityHub.Imports.Mail;

namespace CommunityHub.Web.Commands;

/// `-- import mbox FILE --community SLUG --preview`
static class MailImportCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Of the archive: a mailbox as RFC 4155 has it, unpacked." };
        var community = new Option<string>("--community") { Description = "The community’s address: the last word of it.", Required = true };
        var list = new Option<string?>("--list") { Description = "The mailing list’s name, as readers see it. Usual: the file’s. Several files take one." };
        var preview = new Option<bool>("--preview") { Description = "Writes nothing, and says what would come." };
        var command = new Command("mbox", "The archive of a mailing list. Can be run again, also after it was cut.") { file, community, list, preview };
        command.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            var isPreview = read.GetValue(preview);
            var choices = new MailChoices(read.GetRequiredValue(file), read.GetRequiredValue(community), read.GetValue(list), isPreview);
            await using var data = await SiteData.OpenAsync(toRead: isPreview);
            using var progress = new ProgressLine();
            var report = await data.Get<MailImport>().RunAsync(choices, step => progress.Show(step.What, step.Done), cancel);
            progress.End();
            foreach (var line in report.Lines()) Console.WriteLine(line);
            Console.WriteLine(isPreview ? "A preview: nothing was written." : "Imported.");
        }));
        return command;
    }
}
