using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CommunityHub.Tests.Support;

/// A page's circuit without a browser: keeps every byte that the server sent, and sends what no browser would. It follows blazor.web.js.
public sealed partial class CircuitClient : IAsyncDisposable
{
    static readonly Dictionary<string, string> NoHeaders = [];

    readonly ClientWebSocket socket = new();
    readonly CancellationTokenSource leaving = new();
    readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> asked = new();
    readonly ConcurrentQueue<byte[]> frames = new();
    readonly SemaphoreSlim oneAtATime = new(1);
    TaskCompletionSource isInteractive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string[] markers = [];
    string state = "";
    Uri? address;
    int lastCall;
    Task receiving = Task.CompletedTask;

    /// What the server said against us: errors of calls, of the circuit, of the connection.
    public ConcurrentQueue<string> Faults { get; } = new();
    public string? CircuitId { get; private set; }
    public long Renderer { get; set; } = 1;
    public bool IsClosed => receiving.IsCompleted;
    public Task Closed => receiving;

    /// All that came, as text: for looking for words in it.
    public string Received => string.Concat(frames.Select(Encoding.UTF8.GetString));

    /// With the islands of the page as that visitor gets it, or those of a page that came from elsewhere.
    public static async Task<CircuitClient> OpenAsync(TestSite site, HttpVisitor visitor, string address, string? otherPage = null)
    {
        var html = otherPage ?? await visitor.ReadAsync(address);
        var client = await ConnectAsync(site, visitor, site.Address.GetLeftPart(UriPartial.Authority));
        await client.StartAsync(site, address, html);
        return client;
    }

    /// The socket alone, for whoever wants to start it otherwise. Throws where the server refuses it.
    public static async Task<CircuitClient> ConnectAsync(TestSite site, HttpVisitor? visitor, string? origin)
    {
        var client = new CircuitClient { address = site.Address };
        if (origin is not null) client.socket.Options.SetRequestHeader("Origin", origin);
        if (visitor is { Cookies.Count: > 0 }) client.socket.Options.SetRequestHeader("Cookie", string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        await client.socket.ConnectAsync(new UriBuilder(site.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, TestContext.Current.CancellationToken);
        await client.SendRawAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text);
        client.receiving = client.ReceiveAsync();
        return client;
    }

    public async Task StartAsync(TestSite site, string page, string html)
    {
        markers = [.. Marker().Matches(html).Select(found => found.Groups[1].Value).Where(json => json.Contains("\"server\"", StringComparison.Ordinal))];
        state = State().Match(html).Groups[1].Value;
        Assert.True(markers.Length > 0, $"No island on {page}:\n{html}");
        var started = await InvokeAsync("StartCircuit", site.Address.ToString(), new Uri(site.Address, page).ToString(), "[]", state);
        CircuitId = started as string;
        if (CircuitId is not null) await isInteractive.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    public async Task<object?> InvokeAsync(string target, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = asked[id] = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(1, NoHeaders, id, target, arguments, Array.Empty<object?>());
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    /// A call without an answer.
    public Task CallAsync(string target, params object?[] arguments) => SendAsync(1, NoHeaders, null, target, arguments, Array.Empty<object?>());

    /// As a browser tells a click, or whatever else is said to have happened. True when the server has done what it does then; false when
    /// it knows no such handler, or is gone.
    public async Task<bool> HappensAsync(long handler, string kind = "click", string? args = null)
    {
        var id = "9" + Interlocked.Increment(ref lastCall);
        var answer = asked[id] = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await CallAsync(
            "BeginInvokeDotNetFromJS", id, null, "DispatchEventAsync", Renderer,
            $$"""[{"eventHandlerId":{{handler}},"eventName":"{{kind}}","eventFieldInfo":null},{{args ?? $$"""{"type":"{{kind}}","detail":1,"button":0,"buttons":0}"""}}]""");
        await Task.WhenAny(answer.Task, receiving).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return answer.Task is { IsCompletedSuccessfully: true, Result: true };
    }

    public Task SendAsync(params object?[] message) => SendRawAsync(MessagePack.Frame(message));

    public async Task SendRawAsync(byte[] bytes, WebSocketMessageType kind = WebSocketMessageType.Binary)
    {
        await oneAtATime.WaitAsync(leaving.Token);
        try { await socket.SendAsync(bytes, kind, endOfMessage: true, leaving.Token); }
        catch (Exception fault) when (fault is WebSocketException or IOException or InvalidOperationException) { Faults.Enqueue(fault.Message); }
        finally { oneAtATime.Release(); }
    }

    /// Waits for it, up to a limit; false: it did not come.
    public async Task<bool> ReceivesAsync(Func<string, bool> what, TimeSpan longest)
    {
        using var enough = new CancellationTokenSource(longest);
        while (true)
        {
            var next = changed.Task;
            if (what(Received)) return true;
            if (IsClosed) return false;
            try { await Task.WhenAny(next, receiving).WaitAsync(enough.Token); }
            catch (OperationCanceledException) { return what(Received); }
        }
    }

    /// What came before counts no more.
    public void Forget() => frames.Clear();

    /// The line breaks; the circuit waits for its page to come back.
    public async Task DropAsync()
    {
        await leaving.CancelAsync();
        await receiving;
        socket.Dispose();
    }

    /// As a tab that is closed.
    public async ValueTask DisposeAsync()
    {
        if (CircuitId is { } id && !leaving.IsCancellationRequested)
        {
            using var goodbye = new HttpClient { BaseAddress = address };
            using var said = new MultipartFormDataContent { { new StringContent(id), "circuitId" } };
            using var answer = await goodbye.PostAsync("/_blazor/disconnect", said, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode, $"The circuit was not let go: {(int)answer.StatusCode}");
        }
        if (!leaving.IsCancellationRequested) await DropAsync();
        leaving.Dispose();
    }

    async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var whole = new MemoryStream();
        var isOpen = false;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, leaving.Token);
                if (part.MessageType is WebSocketMessageType.Close) return;
                whole.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                var frame = whole.ToArray();
                whole.SetLength(0);
                frames.Enqueue(frame);
                var after = 0;
                if (!isOpen)
                {
                    (isOpen, after) = (true, Array.IndexOf(frame, (byte)0x1e) + 1);
                    if (frame.Length == after) continue;
                }
                foreach (var message in MessagePack.Unframe(frame.AsMemory(after))) await TakeAsync(message);
                Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            if (!leaving.IsCancellationRequested) Faults.Enqueue(fault.Message);
        }
        finally
        {
            foreach (var call in asked.Values) call.TrySetException(new InvalidOperationException("The server closed the connection."));
            isInteractive.TrySetException(new InvalidOperationException("The server closed the connection. " + string.Join(" ", Faults)));
            _ = isInteractive.Task.Exception;
        }
    }

    async Task TakeAsync(object?[] message)
    {
        switch ((long)message[0]!)
        {
            case 1: await ObeyAsync((string)message[3]!, (object?[])message[4]!); break;
            case 3: // headers, invocation, kind (1 error, 2 nothing, 3 a result), what
                if (!asked.TryRemove((string)message[2]!, out var call)) break;
                if ((long)message[3]! == 1)
                {
                    Faults.Enqueue((string)message[4]!);
                    call.TrySetResult(null);
                }
                else call.TrySetResult(message.Length > 4 ? message[4] : null);
                break;
            case 7:
                if (message[1] is string why) Faults.Enqueue(why);
                break;
        }
    }

    async Task ObeyAsync(string target, object?[] arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                await CallAsync("OnRenderCompleted", arguments[0], null);
                break;
            case "JS.BeginInvokeJS":
                var (handle, name) = ((long)arguments[0]!, (string)arguments[1]!);
                if (name == "Blazor._internal.attachWebRendererInterop")
                {
                    using var given = JsonDocument.Parse((string)arguments[2]!);
                    Renderer = given.RootElement.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object && one.TryGetProperty("__dotNetObject", out _))
                        .Select(one => one.GetProperty("__dotNetObject").GetInt64()).First();
                    var operations = string.Join(',', markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""));
                    await CallAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{operations}}]}""", state);
                }
                if (handle != 0) await CallAsync("EndInvokeJSFromDotNet", handle, true, $"[{handle},true,null]");
                break;
            case "JS.EndInvokeDotNet":
                if (asked.TryRemove((string)arguments[0]!, out var happened)) happened.TrySetResult(arguments[1]);
                if (arguments[1] is false) Faults.Enqueue(arguments[2] as string ?? "");
                break;
            case "JS.EndUpdateRootComponents": isInteractive.TrySetResult(); break;
            case "JS.Error": Faults.Enqueue((string)arguments[0]!); break;
        }
    }

    [GeneratedRegex(@"<!--\s*Blazor:[^{]*?(\{.*?\})\s*-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex(@"<!--\s*Blazor-Server-Component-State:([A-Za-z0-9+/=]+)\s*-->")]
    private static partial Regex State();
}
