using System.CommandLine;

namespace CommunityHub.Web.Commands;

/// What can be done from the command line instead of serving: `dotnet run --project CommunityHub.Web -- seed ...`
static class HubCommands
{
    // Another command is another line.
    static readonly Func<Command>[] All =
    [
        AdminCommand.Make,
        BackupCommands.MakeBackup,
        BackupCommands.MakeRestore,
        BackupCommands.MakeMove,
        ReindexCommand.Make,
        ImportCommand.Make,
        CommunityCommands.MakeExport,
        SeedCommand.Make,
    ];

    /// A first word that is no option names a command.
    public static bool AreAskedFor(string[] arguments) => arguments is [{ Length: > 0 } first, ..] && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal);

    /// Gives the process's exit code.
    public static async Task<int> RunAsync(string[] arguments)
    {
        var all = new RootCommand("CommunityHub. Without a command it serves the site; --lan lets phones in the same network reach it.");
        foreach (var make in All) all.Add(make());

        var read = all.Parse(arguments);
        if (read.Errors.Count > 0)
        {
            foreach (var fault in read.Errors) await Console.Error.WriteLineAsync(fault.Message);
            await Console.Error.WriteLineAsync($"Commands: {string.Join(", ", all.Subcommands.Select(command => command.Name))}. See what one takes with --help after it.");
            return 1;
        }
        return await read.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// Does the work, or says in words why not.
    public static async Task<int> DoAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception reason) when (reason is RefusedException or CannotStartException)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return 1;
        }
    }
}
