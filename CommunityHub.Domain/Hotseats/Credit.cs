namespace CommunityHub.Hotseats;

/// Who asked, in the names that the room shows: "Bo Rees and Cy Adeyemi", "Bo Rees and a member", "3 members".
static class Credit
{
    public const string Nameless = "A member";
    const int MostNames = 3;

    public static string InWords(IEnumerable<string> names)
    {
        var all = names.ToList();
        var named = all.Where(name => name != Nameless).ToList();
        var (shown, others) = (named.Take(MostNames).ToList(), named.Count - MostNames);
        var nameless = all.Count - named.Count;
        if (others > 0) shown.Add(others + nameless == 1 ? "1 other" : $"{others + nameless} others");
        else if (nameless > 0) shown.Add(nameless == 1 ? shown.Count == 0 ? Nameless : "a member" : $"{nameless} members");
        return shown.Count < 2 ? shown.FirstOrDefault() ?? Nameless : $"{string.Join(", ", shown[..^1])} and {shown[^1]}";
    }
}
