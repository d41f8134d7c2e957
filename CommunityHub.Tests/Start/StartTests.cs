using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CommunityHub.Data;
using CommunityHub.Web.Start;

namespace CommunityHub.Tests.Start;

/// What somebody at a terminal reads who starts the site where it cannot start, or asks it for what it cannot do.
public sealed class StartTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-test-");

    [Fact]
    public async Task A_second_site_on_the_same_data_is_refused_in_one_line()
    {
        using var held = new DataFolder(folder.FullName).Hold();

        Assert.Equal(
            $"Another CommunityHub (process {Environment.ProcessId}) is using the data in {folder.FullName}. Stop that one first, or give this one a folder of its own with Hub__Data.",
            await FailsAsync("Development"));
    }

    [Fact]
    public async Task Other_machines_are_not_let_in_over_plain_HTTP_in_production() =>
        Assert.StartsWith("--lan is for trying things out in Development:", await FailsAsync("Production", "--lan"), StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var words = await FailsAsync("Production", "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        Assert.Contains("Another program listens there.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'dance'.", "dance")]
    [InlineData("Cannot parse argument 'lots'", "seed", "--members", "lots")]
    [InlineData("A seed has at least one community and 3 members.", "seed", "--communities", "0")]
    public async Task A_command_that_makes_no_sense_is_refused_in_words(string words, params string[] arguments) =>
        Assert.Contains(words, await FailsAsync("Production", arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "203.0.113.9", true)]
    [InlineData(true, "203.0.113.9", false)]
    [InlineData(true, "127.0.0.1", true)]
    [InlineData(true, "::1", true)]
    public void While_phones_are_let_in_administrators_sign_in_on_this_machine_only(bool isOn, string from, bool isLetIn) =>
        Assert.Equal(isLetIn, new LanMode(isOn).LetsAdministratorsInFrom(IPAddress.Parse(from)));

    public void Dispose() => folder.Delete(recursive: true);

    async Task<string> FailsAsync(string environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        (start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["Hub__Data"]) = (environment, folder.FullName);
        start.Environment.Remove("ASPNETCORE_URLS");

        using var site = Process.Start(start)!;
        try
        {
            var said = site.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var words = await site.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await said;
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, site.ExitCode);
            return words.Trim();
        }
        finally
        {
            if (!site.HasExited) site.Kill(entireProcessTree: true);
        }
    }
}
