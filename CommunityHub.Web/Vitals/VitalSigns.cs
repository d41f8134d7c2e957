using System.Diagnostics.Metrics;
using CommunityHub.Live;
using CommunityHub.Vitals;
using CommunityHub.Web.Accounts;

namespace CommunityHub.Web.Vitals;

/// The figures of the last hour, minute by minute, in the memory of this process.
public sealed class VitalSigns : IDisposable
{
    public const int Minutes = 60;

    readonly Lock gate = new();
    readonly Queue<VitalMinute> past = new();
    readonly MeterListener measures = new();
    readonly Meter gauges = new(HubMeter.Name);
    readonly LiveFeed feed;
    readonly CircuitGuard circuits;
    readonly TimeProvider clock;
    Tally now = new();
    int letters;

    public VitalSigns(LiveFeed feed, CircuitGuard circuits, TimeProvider clock)
    {
        (this.feed, this.circuits, this.clock) = (feed, circuits, clock);
        measures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HubMeter.Name && !instrument.IsObservable) listener.EnableMeasurementEvents(instrument);
        };
        measures.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument.Name, value));
        measures.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument.Name, value));
        measures.Start();

        // Asked for by OpenTelemetry, where it is on.
        gauges.CreateObservableGauge("hub.circuits", () => circuits.Open, description: "Live pages that are open");
        gauges.CreateObservableGauge("hub.live.watchers", () => feed.CountListeners().Select(kind => new Measurement<int>(kind.Value, new KeyValuePair<string, object?>("topic", kind.Key))), description: "Listeners, by kind of topic");
        gauges.CreateObservableGauge("hub.mail.waiting", () => Volatile.Read(ref letters), description: "Letters that wait to be sent");
    }

    /// The oldest first; the last one is the minute that has only begun.
    public IReadOnlyList<VitalMinute> Read()
    {
        lock (gate) return [.. past, Close(now)];
    }

    /// Who watches what just now, by kind of topic.
    public IReadOnlyDictionary<string, int> Watchers => feed.CountListeners();

    /// Once a minute.
    public void Turn()
    {
        lock (gate)
        {
            past.Enqueue(Close(now));
            while (past.Count >= Minutes) past.Dequeue();
            now = new Tally();
        }
    }

    public void WaitForPost(int count) => Volatile.Write(ref letters, count);

    public void Dispose()
    {
        measures.Dispose();
        gauges.Dispose();
    }

    VitalMinute Close(Tally tally) => new(clock.GetUtcNow().UtcDateTime)
    {
        Circuits = circuits.Open,
        Watchers = feed.CountListeners().Values.Sum(),
        Letters = Volatile.Read(ref letters),
        Changes = tally.Changes,
        DeliveryMedian = tally.Delivery.Within(0.5),
        DeliveryLate = tally.Delivery.Within(0.99),
        WriteWait = tally.Waits.Within(0.99),
        WriteTime = tally.Writes.Within(0.99),
        Writes = tally.Writes.Count,
        SignInFailures = tally.SignInFailures,
        Refusals = tally.Refusals,
    };

    void Take(string name, double value)
    {
        lock (gate)
        {
            switch (name)
            {
                case HubMeter.Changes: now.Changes++; break;
                case HubMeter.Delivery: now.Delivery.Add(value); break;
                case HubMeter.WriteWait: now.Waits.Add(value); break;
                case HubMeter.WriteTime: now.Writes.Add(value); break;
                case HubMeter.SignInFailures: now.SignInFailures++; break;
                case HubMeter.Refusals: now.Refusals++; break;
            }
        }
    }

    sealed class Tally
    {
        public int Changes, SignInFailures, Refusals;
        public readonly Spread Delivery = new(), Waits = new(), Writes = new();
    }
}

/// One minute of the site, when it ended. Times in milliseconds; null: nothing happened.
public sealed record VitalMinute(DateTime At)
{
    public required int Circuits { get; init; }
    public required int Watchers { get; init; }
    public required int Letters { get; init; }
    public required int Changes { get; init; }
    public required double? DeliveryMedian { get; init; }

    /// So long or less for 99 of 100, as the ones below.
    public required double? DeliveryLate { get; init; }
    public required double? WriteWait { get; init; }
    public required double? WriteTime { get; init; }
    public required int Writes { get; init; }
    public required int SignInFailures { get; init; }
    public required int Refusals { get; init; }
}
