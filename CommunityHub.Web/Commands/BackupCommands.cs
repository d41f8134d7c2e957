using System.CommandLine;
using System.Globalization;
using CommunityHub.Backups;
using CommunityHub.Data;

namespace CommunityHub.Web.Commands;

/// `-- backup FILE`, `-- restore FILE` and `-- move-to-postgres`
static class BackupCommands
{
    static readonly Argument<string> Where = new("FILE") { Description = "The backup: one .zip." };

    public static Command MakeBackup()
    {
        var backup = new Command("backup", "Writes everything into one file, beside a running site too.") { Where };
        backup.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            await using var site = await SiteData.OpenAsync(toRead: true);
            Say("Backed up", await site.Get<Backup>().TakeAsync(read.GetRequiredValue(Where), cancel));
        }));
        return backup;
    }

    public static Command MakeRestore()
    {
        var restore = new Command("restore", "Puts a backup back, where there is nothing yet.") { Where };
        restore.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            var settings = WebApplication.CreateBuilder().Configuration;
            var postgres = settings.FindPostgres();
            Say("Restored", await new Restore(DataFolder.Of(settings), postgres).RunAsync(read.GetRequiredValue(Where), Console.WriteLine, cancel));
        }));
        return restore;
    }

    public static Command MakeMove()
    {
        var move = new Command("move-to-postgres", "Copies the SQLite site of Hub__Data into the empty database of Hub__Postgres, and compares every row.");
        move.SetAction((_, cancel) => HubCommands.DoAsync(async () =>
        {
            var settings = WebApplication.CreateBuilder().Configuration;
            if (settings.FindPostgres() is not { } connection) throw new CannotStartException("Say where to, with Hub__Postgres.");
            Say("Moved", await MoveToPostgres.RunAsync(DataFolder.Of(settings), connection, Console.WriteLine, cancel));
        }));
        return move;
    }

    static void Say(string done, Manifest manifest) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{done}: {manifest.Tables.Count} tables with {manifest.Tables.Sum(table => table.Rows)} rows, and {manifest.Files.Count} files."));
}
