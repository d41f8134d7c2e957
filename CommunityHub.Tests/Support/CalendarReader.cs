using System.Diagnostics;
using System.Text.Json;

namespace CommunityHub.Tests.Support;

/// An event as another program reads it. The times are in UTC, by the zone that the file itself describes.
sealed record ReadEvent(string Uid, string Title, string Description, string Status, int Sequence, string Start, string End);

/// Reads calendar files with Python's icalendar: what we write must be understood by somebody else.
static class CalendarReader
{
    const string Python = "/usr/bin/python3";

    // to_tz makes the zone from the file; looking its name up would say nothing of what we wrote.
    const string Script = """
        import sys, json
        from datetime import timezone
        from icalendar import Calendar
        calendar = Calendar.from_ical(sys.stdin.buffer.read())
        zones = {str(z['TZID']): z.to_tz() for z in calendar.walk('VTIMEZONE')}
        def utc(time):
            zone = zones.get(time.params.get('TZID'))
            local = time.dt.replace(tzinfo=None)
            time = zone.localize(local) if zone else local.replace(tzinfo=timezone.utc)
            return time.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S')
        print(json.dumps([dict(Uid=str(e['UID']), Title=str(e['SUMMARY']), Description=str(e.get('DESCRIPTION', '')), Status=str(e['STATUS']),
            Sequence=int(e['SEQUENCE']), Start=utc(e['DTSTART']), End=utc(e['DTEND'])) for e in calendar.walk('VEVENT')]))
        """;

    public static async Task<IReadOnlyList<ReadEvent>> ReadAsync(string file)
    {
        if (!await IsThereAsync()) await InstallAsync();

        var (code, output, errors) = await RunAsync(Python, ["-c", Script], file);
        Assert.True(code == 0, errors);
        return JsonSerializer.Deserialize<List<ReadEvent>>(output)!;
    }

    static async Task<bool> IsThereAsync() => File.Exists(Python) && (await RunAsync(Python, ["-c", "import icalendar, pytz"])).Code == 0;

    static async Task InstallAsync()
    {
        if (Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version"))
        {
            await RunAsync("apt-get", ["update", "-qq"]);
            await RunAsync("apt-get", ["install", "-qq", "--yes", "--no-install-recommends", "python3-icalendar"]);
            if (await IsThereAsync()) return;
        }

        throw new InvalidOperationException($"The calendar tests need {Python} with icalendar. Install it (on Debian: apt-get install python3-icalendar).");
    }

    static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string[] arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
