namespace CommunityHub.Hotseats;

/// Who asked, in the names that the room shows: "Bo Rees and Cy Adeyemi", "Bo Rees and a member", "2 members".
static class Credit
{
    const int MostNames = 3;

    public static string InWords(IEnumerable<string> names, int nameless)
    {
        var named = names.ToList();
        var (shown, others) = (named.Take(MostNames).ToList(), named.Count - MostNames);
        if (others > 0) shown.Add(others + nameless == 1 ? "1 other" : $"{others + nameless} others");
        else if (nameless > 0) shown.Add(nameless > 1 ? $"{nameless} members" : shown.Count > 0 ? "a member" : QuestionRow.AMember);
        return shown.Count < 2 ? shown.FirstOrDefault() ?? QuestionRow.AMember : $"{string.Join(", ", shown[..^1])} and {shown[^1]}";
    }
}
