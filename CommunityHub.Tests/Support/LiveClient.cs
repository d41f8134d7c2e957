using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace CommunityHub.Tests.Support;

/// A program that listens to /hubs/live, in SignalR's JSON protocol.
public sealed class LiveClient : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly CancellationTokenSource leaving = new();
    readonly Channel<string> told = Channel.CreateUnbounded<string>();
    readonly Dictionary<string, TaskCompletionSource<JsonElement>> asked = [];
    readonly StringBuilder all = new();
    Task receiving = Task.CompletedTask;
    int lastCall;

    /// Every word that came.
    public string Received
    {
        get { lock (all) return all.ToString(); }
    }

    public Task Closed => receiving;

    public static async Task<LiveClient> OpenAsync(TestSite site, HttpVisitor? visitor, string? origin = "")
    {
        var client = new LiveClient();
        if (origin is not null) client.socket.Options.SetRequestHeader("Origin", origin.Length > 0 ? origin : site.Address.GetLeftPart(UriPartial.Authority));
        if (visitor is { Cookies.Count: > 0 }) client.socket.Options.SetRequestHeader("Cookie", string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        await client.socket.ConnectAsync(new UriBuilder(site.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, TestContext.Current.CancellationToken);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        client.receiving = client.ReceiveAsync();
        return client;
    }

    /// What the hub answered: a version, null, or the words of an error.
    public async Task<string> AskAsync(string method, params string?[] arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (asked) asked[id] = answer;
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        var said = await answer.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        return said.TryGetProperty("error", out var error) ? error.GetString()! : said.TryGetProperty("result", out var result) ? result.ToString() : "";
    }

    /// The next thing it tells by itself: "changed hotseat q1w2 3".
    public async Task<string> HearsAsync()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(TimeSpan.FromSeconds(5));
        return await told.Reader.ReadAsync(enough.Token);
    }

    public bool HasHeardNothing => !told.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await receiving;
        socket.Dispose();
    }

    Task SendAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json + "\u001e"), WebSocketMessageType.Text, true, leaving.Token);

    async Task ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, leaving.Token);
                if (part.MessageType is WebSocketMessageType.Close) break;
                var words = Encoding.UTF8.GetString(buffer, 0, part.Count);
                lock (all) all.Append(words);
                text.Append(words);
                var messages = text.ToString().Split('\u001e');
                text.Clear().Append(messages[^1]);
                foreach (var message in messages[..^1].Where(m => m.Length > 2)) Take(message);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException) { }
        told.Writer.TryComplete();
    }

    void Take(string message)
    {
        var said = JsonDocument.Parse(message).RootElement;
        switch (said.GetProperty("type").GetInt32())
        {
            case 1: told.Writer.TryWrite(string.Join(' ', [said.GetProperty("target").GetString()!, .. said.GetProperty("arguments").EnumerateArray().Select(a => a.ToString())])); break;
            case 3:
                lock (asked) asked[said.GetProperty("invocationId").GetString()!].TrySetResult(said);
                break;
        }
    }
}
