namespace CommunityHub.Imports.Mail;

/// Messages that belong together, and the keys of all that they name.
sealed record MailThread(IReadOnlyList<MailItem> Messages, IReadOnlyList<string> Keys)
{
    /// In which discussion any of it stands already, by that of each key that is here.
    public long? PlaceIn(IReadOnlyDictionary<string, long> here) => Keys.Where(here.ContainsKey).Select(key => (long?)here[key]).Min();

    /// By date, save that nothing comes before what it answers: clocks of senders are wrong, and ours shows what they say.
    public static MailThread Of(IReadOnlyList<MailItem> byDate, IReadOnlyList<string> keys)
    {
        var waiting = byDate.ToDictionary(mail => mail.Key);
        var ordered = new List<MailItem>(byDate.Count);
        var path = new Stack<MailItem>();
        foreach (var mail in byDate)
        {
            if (waiting.Remove(mail.Key)) path.Push(mail);
            while (path.TryPeek(out var last))
            {
                // Each is taken once: whoever answers themselves goes round no circle.
                if (last.Parents.FirstOrDefault(waiting.ContainsKey) is { } parent && waiting.Remove(parent, out var before)) path.Push(before);
                else ordered.Add(path.Pop());
            }
        }
        return new MailThread(ordered, keys);
    }
}
