using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CommunityHub.Vitals;

/// What the site measures of itself, for OpenTelemetry and for /admin/health: docs/decisions/0019. A label is a word of a fixed list (a kind
/// of topic, of limit, of way to sign in): never a name, an address or an id.
public static class HubMeter
{
    public const string Name = "CommunityHub";
    public const string Changes = "hub.live.changes";
    public const string Delivery = "hub.live.delivery";
    public const string WriteWait = "hub.write.wait";
    public const string WriteTime = "hub.write.time";
    public const string SignInFailures = "hub.signin.failures";
    public const string Refusals = "hub.limit.refusals";

    static readonly Meter Meter = new(Name);
    static readonly Counter<long> CountOfChanges = Meter.CreateCounter<long>(Changes, description: "Changes announced, by kind of topic");
    static readonly Histogram<double> TimesOfDelivery = Meter.CreateHistogram<double>(Delivery, "ms", "From a change to a watcher's page being drawn and handed to the line, by kind of topic");
    static readonly Histogram<double> TimesOfWaiting = Meter.CreateHistogram<double>(WriteWait, "ms", "How long a writer waited for its turn");
    static readonly Histogram<double> TimesOfWriting = Meter.CreateHistogram<double>(WriteTime, "ms", "How long a write took, once it was its turn");
    static readonly Counter<long> CountOfSignInFailures = Meter.CreateCounter<long>(SignInFailures, description: "Sign-ins that failed, by way");
    static readonly Counter<long> CountOfRefusals = Meter.CreateCounter<long>(Refusals, description: "Acts refused by a rate limit, by limit");

    public static void Changed(string topic) => CountOfChanges.Add(1, new KeyValuePair<string, object?>("topic", topic));

    public static void Delivered(string topic, long since) => TimesOfDelivery.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds, new KeyValuePair<string, object?>("topic", topic));

    public static void Waited(long since) => TimesOfWaiting.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public static void Wrote(long since) => TimesOfWriting.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public static void SignInFailed(string way) => CountOfSignInFailures.Add(1, new KeyValuePair<string, object?>("way", way));

    public static void Refused(string limit) => CountOfRefusals.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
