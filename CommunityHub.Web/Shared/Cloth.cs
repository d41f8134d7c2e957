using System.Text;

namespace CommunityHub.Web.Shared;

/// Which pattern and colour somebody or something wears. The same for the same key, on every server and after every restart,
/// which string.GetHashCode is not.
public static class Cloth
{
    const int Colours = 6;
    const int Patterns = 8;

    /// 1 to 6, as in the classes t1 to t6.
    public static int ColourOf(string key) => (int)(Hash(key) % Colours) + 1;

    /// 1 to 8, as in the symbols tile-1 to tile-8.
    public static int PatternOf(string key) => (int)(Hash(key) / Colours % Patterns) + 1;

    // FNV-1a, then mixed, because its low bits alone spread short keys badly.
    static uint Hash(string key)
    {
        var hash = Encoding.UTF8.GetBytes(key).Aggregate(2166136261u, (sum, next) => unchecked((sum ^ next) * 16777619u));
        hash = unchecked((hash ^ (hash >> 16)) * 0x85ebca6bu);
        return hash ^ (hash >> 13);
    }
}
