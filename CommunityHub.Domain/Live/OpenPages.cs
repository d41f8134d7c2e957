using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace CommunityHub.Live;

/// How many live pages are open under a key (a person, an address of the network): here as it is now, on other servers as they last said.
public sealed class OpenPages
{
    readonly ConcurrentDictionary<string, int> here = new(StringComparer.Ordinal);
    volatile FrozenDictionary<string, int> elsewhere = FrozenDictionary<string, int>.Empty;

    /// False: that would be more than the most, and is not counted.
    public bool TryOpen(string key, int most)
    {
        if (here.AddOrUpdate(key, 1, (_, held) => held + 1) + CountElsewhere(key) <= most) return true;
        Close(key);
        return false;
    }

    public void Close(string key)
    {
        if (here.AddOrUpdate(key, 0, (_, held) => held - 1) <= 0) here.TryRemove(KeyValuePair.Create(key, 0));
    }

    public int CountHere(string key) => here.GetValueOrDefault(key);
    public int CountElsewhere(string key) => elsewhere.GetValueOrDefault(key);

    /// What other servers are told.
    public IReadOnlyDictionary<string, int> Say() => new SortedDictionary<string, int>(here, StringComparer.Ordinal);

    /// All that other servers say now. What they said before counts no more.
    public void Hear(IEnumerable<IReadOnlyDictionary<string, int>> others) =>
        elsewhere = others.SelectMany(said => said).GroupBy(one => one.Key, StringComparer.Ordinal).ToFrozenDictionary(one => one.Key, one => one.Sum(each => each.Value), StringComparer.Ordinal);
}
