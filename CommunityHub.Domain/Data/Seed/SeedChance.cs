namespace CommunityHub.Data.Seed;

/// The shapes that chance takes where many people do as they like.
static class SeedChance
{
    /// Picks one of so many, each as often as its weight says.
    public static Func<int> Weighted(this Random chance, int count, Func<int, double> weightOf)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++) sums[i] = sum += weightOf(i);
        return () =>
        {
            var found = Array.BinarySearch(sums, chance.NextDouble() * sum);
            return Math.Min(found < 0 ? ~found : found, count - 1);
        };
    }

    public static double Normal(this Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
