namespace CommunityHub.Vitals;

/// How long things took, in so few numbers that a minute of a busy site costs nothing: buckets that grow by a fifth, from 0.1 ms to half an hour.
public sealed class Spread
{
    const double First = 0.1;
    static readonly double Growth = Math.Pow(2, 0.25);
    static readonly double LogOfGrowth = Math.Log(Growth);

    readonly int[] buckets = new int[100];

    public int Count { get; private set; }

    public void Add(double milliseconds)
    {
        var at = milliseconds <= First ? 0 : (int)Math.Ceiling(Math.Log(milliseconds / First) / LogOfGrowth);
        buckets[Math.Min(at, buckets.Length - 1)]++;
        Count++;
    }

    /// So much or less for that part of them, a fifth too much at most; null: nothing was measured.
    public double? Within(double part)
    {
        if (Count == 0) return null;
        var (wanted, seen) = (Math.Ceiling(Count * part), 0);
        for (var at = 0; ; at++)
        {
            seen += buckets[at];
            if (seen >= wanted) return First * Math.Pow(Growth, at);
        }
    }
}
