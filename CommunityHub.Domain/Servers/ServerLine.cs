using System.Text.Json;
using CommunityHub.Live;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace CommunityHub.Servers;

/// One server's line to the others, over PostgreSQL: a connection of its own, on which it hears the bell, says each second who is on its
/// pages and how many each has open, and holds the lock of who leads. When the connection ends, however that ends, the lock is free and its people are gone.
public sealed partial class ServerLine(string connection, LiveFeed feed, Presence presence, OpenPages pages, Leader leader, TimeProvider clock, ILogger<ServerLine> log)
{
    // Any number that nothing else on the database uses.
    const long LeaderLock = 7_203_114_909;

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1), Shortest = TimeSpan.FromMilliseconds(250), Longest = TimeSpan.FromSeconds(2);

    readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? said;
    volatile bool isDown;

    // The lock goes with the line, so the line must be known to be dead soon, also where a whole machine fell silent.
    readonly string address = new NpgsqlConnectionStringBuilder(connection)
    {
        Pooling = false,
        Timeout = 3,
        CommandTimeout = 3,
        ApplicationName = "CommunityHub line",
        Options = $"{new NpgsqlConnectionStringBuilder(connection).Options} -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2",
    }.ConnectionString;

    /// Whether it hears the others.
    public bool IsUp => FirstAsync.IsCompleted && !isDown;

    /// Done when it hears the others for the first time.
    public Task FirstAsync => first.Task;

    /// Until it is cancelled. What goes wrong is logged and tried again.
    public async Task RunAsync(CancellationToken cancel)
    {
        leader.Stand();
        var pause = Shortest;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var line = await OpenAsync(cancel);
                pause = Shortest;
                while (true)
                {
                    await BeatAsync(line, cancel);
                    first.TrySetResult();
                    await HearAsync(line, cancel);
                }
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                leader.Stand();
                if (!isDown) LogDown(fault);
                isDown = true;
                await Task.Delay(pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
        leader.Stand();
    }

    async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        var line = new NpgsqlConnection(address);
        try
        {
            await line.OpenAsync(cancel);
            line.Notification += (_, rung) => Hear(rung.Payload);
            await using var listen = new NpgsqlCommand($"LISTEN {Bell.Channel}", line);
            await listen.ExecuteNonQueryAsync(cancel);
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
        said = null;
        // What was rung while nobody heard it.
        feed.AnnounceEverything();
        if (isDown) LogBack();
        isDown = false;
        return line;
    }

    void Hear(string words)
    {
        var (server, topics) = Bell.Read(words);
        if (server != feed.Name) feed.Announce(topics); // our own rang at the commit
    }

    async Task HearAsync(NpgsqlConnection line, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        // Less than a millisecond would be taken for no limit.
        while (Beat - clock.GetElapsedTime(started) is { TotalMilliseconds: >= 1 } rest) await line.WaitAsync(rest, cancel);
    }

    async Task BeatAsync(NpgsqlConnection line, CancellationToken cancel)
    {
        var here = JsonSerializer.Serialize(new Said(presence.Say(), pages.Say()));
        await using var command = new NpgsqlCommand(ServerTables.SayAndHear + (leader.IsMe ? ServerTables.Sweep : $"SELECT pg_try_advisory_lock({LeaderLock});"), line)
        {
            Parameters =
            {
                new("name", feed.Name),
                new("says", NpgsqlDbType.Text) { Value = here == said ? DBNull.Value : here },
                new("now", NpgsqlDbType.TimestampTz) { Value = clock.GetUtcNow().UtcDateTime },
            },
        };
        var others = new List<Said>();
        await using (var answer = await command.ExecuteReaderAsync(cancel))
        {
            while (await answer.ReadAsync(cancel)) others.Add(JsonSerializer.Deserialize<Said>(answer.GetString(0))!);
            if (!leader.IsMe && await answer.NextResultAsync(cancel) && await answer.ReadAsync(cancel) && answer.GetBoolean(0))
            {
                leader.Lead();
                LogLeads();
            }
        }
        said = here;
        presence.Hear(others.SelectMany(one => one.Rooms));
        pages.Hear(others.Select(one => one.Pages));
    }

    sealed record Said(IReadOnlyList<PresenceShare> Rooms, IReadOnlyDictionary<string, int> Pages);

    [LoggerMessage(LogLevel.Error, "The line to the other servers is down. It is tried again every two seconds.")]
    partial void LogDown(Exception fault);

    [LoggerMessage(LogLevel.Information, "The line to the other servers is up again.")]
    partial void LogBack();

    [LoggerMessage(LogLevel.Information, "This server does what only one may do: the clock, the post, the nightly sweep.")]
    partial void LogLeads();
}
