using System.CommandLine;
using CommunityHub.Imports.Mail;

namespace CommunityHub.Web.Commands;

/// `-- import mbox FILE --community SLUG --preview`
static class MailImportCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Of the archive: a mailbox as RFC 4155 has it, unpacked." };
        var (community, preview) = (ImportCommand.Community(), ImportCommand.Preview());
        var list = new Option<string?>("--list") { Description = "The mailing list’s name, as readers see it. Usual: the file’s. Several files take one." };
        var command = new Command("mbox", "The archive of a mailing list. Can be run again, also after it was cut.") { file, community, list, preview };
        command.SetAction((read, cancel) => ImportCommand.DoAsync(read.GetValue(preview), (data, step) => data.Get<MailImport>().RunAsync(
            new MailChoices(read.GetRequiredValue(file), read.GetRequiredValue(community), read.GetValue(list), read.GetValue(preview)), step, cancel)));
        return command;
    }
}
