using LiveCost.Room;
using LiveCost.Shapes;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton<HotRoom>().AddHostedService<Crowd>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
{
    circuits.MaxBufferedUnacknowledgedRenderBatches = builder.Configuration.GetValue("Batches", 10);
    circuits.DisconnectedCircuitMaxRetained = builder.Configuration.GetValue("Retained", 100);
});

var app = builder.Build();
app.UseAntiforgery();
app.MapPost("/answer", (HotRoom room, string text) => room.Answer(text));
app.MapPost("/vote", (HotRoom room, string text) => room.Vote(1, text));
app.MapPost("/collect", () => { GC.Collect(2, GCCollectionMode.Aggressive, blocking: true); GC.WaitForPendingFinalizers(); });
app.MapGet("/memory", (HotRoom room) => new
{
    total = GC.GetTotalMemory(false),
    committed = GC.GetGCMemoryInfo().TotalCommittedBytes,
    allocated = GC.GetTotalAllocatedBytes(),
    wordsReads = room.WordsSnapshot.Reads,
    votesReads = room.VotesSnapshot.Reads,
});
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuits =>
    circuits.DisableWebSocketCompression = !builder.Configuration.GetValue("Compression", false));
app.Run();
