using System.Globalization;
using System.Text.Json;
using CommunityHub.Exports;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Imports.Communities;

/// Whom the file names. Mail: only where the export was made with addresses.
sealed record PersonInFile(int Number, string PublicId, string Name, string? Organisation, PersonKind Kind, string? Mail);

/// How many want some questions of which nobody reads who asked, and how many people that are.
sealed record VotesInFile(IReadOnlyList<int> Questions, IReadOnlyList<int> Votes, int People);

sealed record TopicVotesInFile(int Topic, int Votes);

sealed record PollVotesInFile(int Poll, int Choices, int Votes);

/// Where the file is from.
sealed record FileOrigin(string Site, string Address);

/// What stands in a community.json, in the order in which it stands there. Each time it is read, everything is looked at: lists that are missing
/// or in another order, links that lead nowhere, counts that are not kept.
sealed class CommunityReading(CommunityFile file, RowChecking checking)
{
    const string Votes = "votesWithoutNames", TopicVotes = "topicVotesWithoutNames", PollVotes = "pollVotesWithoutNames";
    const int MostVoters = 100_000;

    static readonly IReadOnlyList<string> Lists = [Sheet.People, .. Sheets.All.Select(sheet => sheet.Name), Votes, TopicVotes, PollVotes];
    static readonly Dictionary<string, Sheet> Known = Sheets.All.ToDictionary(sheet => sheet.Name);

    readonly Dictionary<string, int> counts = [];
    readonly List<(string Where, string To, int Number)> ahead = [];
    int lists;

    public FileOrigin Origin { get; private set; } = new("", "");
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// People, rows of sheets, and votes.
    public IEnumerable<object> Read()
    {
        (lists, Origin) = (0, new("", ""));
        counts.Clear();
        ahead.Clear();
        var (format, isWhole) = ("", false);
        using var json = file.OpenJson();
        foreach (var part in new JsonRows(json).Read())
        {
            if (isWhole) throw new RefusedException("community.json goes on after its end.");
            if (part.Row == 0)
            {
                if (part.Value.ValueKind is JsonValueKind.Undefined) BeginList(part.Name, format);
                else isWhole = TakeHead(part, ref format);
                continue;
            }
            counts[part.Name] = part.Row;
            yield return Row(part);
        }
        if (!isWhole) throw new RefusedException("community.json is cut off: it does not say how much it holds.");
    }

    void BeginList(string name, string format)
    {
        if (format.Length == 0 || lists == Lists.Count || Lists[lists] != name) throw new RefusedException($"community.json has the list “{Short(name)}” where “{(lists < Lists.Count ? Lists[lists] : "counts")}” should be.");
        counts[name] = 0;
        lists++;
    }

    // True: it was the last.
    bool TakeHead(JsonPart part, ref string format)
    {
        try
        {
            switch (part.Name)
            {
                case "format" when RowChecking.TextOf(part.Name, part.Value) == Sheets.Format: format = "?"; return false;
                case "version" when format == "?":
                    var version = RowChecking.Whole(part.Name, part.Value);
                    if (version != Sheets.Version) throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"The export is of version {version}; this CommunityHub reads version {Sheets.Version}."));
                    format = Sheets.Format;
                    return false;
                case "exportedAt" when format == Sheets.Format: return false;
                case "site" when format == Sheets.Format: Origin = Origin with { Site = Wording.AllowLine(RowChecking.TextOf(part.Name, part.Value), 60) }; return false;
                case "address" when format == Sheets.Format: Origin = Origin with { Address = AddressOf(RowChecking.TextOf(part.Name, part.Value)) }; return false;
                case "counts" when lists == Lists.Count: Compare(RowChecking.Named(part.Value)); return true;
                default: throw new RefusedException($"community.json has “{Short(part.Name)}” where an export of a community has something else.");
            }
        }
        catch (FormatException fault)
        {
            throw new RefusedException($"community.json: {fault.Message}");
        }
    }

    object Row(JsonPart part)
    {
        if (Known.TryGetValue(part.Name, out var sheet))
        {
            var row = checking.Check(sheet, part.Row, part.Value);
            foreach (var (column, number) in row.Links) Lead(part, sheet.Fields.First(field => field.Column == column).To, number);
            return row;
        }
        try
        {
            var row = RowChecking.Named(part.Value);
            object read = part.Name switch
            {
                Sheet.People => PersonOf(part.Row, row),
                Votes => VotesOf(part, row),
                TopicVotes => TopicVotesOf(part, row),
                _ => PollVotesOf(part, row),
            };
            return row.Count == 0 ? read : throw new FormatException($"this version does not know {Short(row.Keys.First())}.");
        }
        catch (Exception fault) when (fault is FormatException or RefusedException)
        {
            throw new RefusedException($"{Where(part)}: {fault.Message}");
        }
    }

    // To what is here already, or comes later.
    void Lead(JsonPart from, string to, int number)
    {
        if (number < 1) throw new RefusedException($"{Where(from)} leads to row {number} of {to}, which is not there.");
        if (!counts.TryGetValue(to, out var there) || number > there) ahead.Add((Where(from), to, number));
        if (lists > 0 && Lists[lists - 1] != to && counts.ContainsKey(to) && number > there) throw new RefusedException($"{Where(from)} leads to row {number} of {to}, which is not there.");
    }

    void Compare(Dictionary<string, JsonElement> said)
    {
        foreach (var name in Lists)
        {
            if (!said.TryGetValue(name, out var count) || RowChecking.Whole(name, count) != counts[name]) throw new RefusedException($"community.json is not whole: of “{name}” it holds another number of rows than it says.");
        }
        foreach (var (where, to, number) in ahead)
        {
            if (number > counts[to]) throw new RefusedException($"{where} leads to row {number} of {to}, which is not there.");
        }
        if (counts["community"] != 1 || counts["settings"] != 1) throw new RefusedException("community.json holds another number of communities than one.");
    }

    static PersonInFile PersonOf(int number, Dictionary<string, JsonElement> row)
    {
        if (RowChecking.Whole("id", Taken(row, "id")) != number) throw new FormatException("its id is not its place in the list.");
        var kind = RowChecking.TextOf("kind", Taken(row, "kind")) switch
        {
            ExportedPerson.Member => PersonKind.Registered,
            ExportedPerson.Unnamed => PersonKind.Placeholder,
            nameof(PersonKind.Guest) => PersonKind.Guest,
            nameof(PersonKind.Erased) => PersonKind.Erased,
            _ => throw new FormatException("its kind is none that there is."),
        };
        return new PersonInFile(
            number, kind is PersonKind.Placeholder ? NoId(Taken(row, "publicId")) : RowChecking.PublicIdOf(Taken(row, "publicId")), Wording.RequireLine(RowChecking.TextOf("name", Taken(row, "name")), Person.LongestName, "it has no name."),
            row.Remove("organisation", out var organisation) ? Wording.AllowLine(RowChecking.TextOf("organisation", organisation), Person.LongestOrganisation) : null,
            kind, row.Remove("mail", out var mail) ? Attention.MailAddressRule.Require(RowChecking.TextOf("mail", mail)) : null);
    }

    VotesInFile VotesOf(JsonPart part, Dictionary<string, JsonElement> row)
    {
        var (questions, votes, people) = (Numbers(Taken(row, "questions")), Numbers(Taken(row, "votes")), RowChecking.Whole("people", Taken(row, "people")));
        foreach (var question in questions) Lead(part, "questions", question);
        var isRight = questions.Count == votes.Count && questions.Count == questions.Distinct().Count() && people is >= 0 and <= MostVoters && votes.All(count => count >= 0 && count <= people) && votes.Sum(count => (long)count) >= people;
        return isRight ? new VotesInFile(questions, votes, people) : throw new FormatException("its counts cannot be.");
    }

    TopicVotesInFile TopicVotesOf(JsonPart part, Dictionary<string, JsonElement> row)
    {
        var (topic, votes) = (RowChecking.Whole("topic", Taken(row, "topic")), RowChecking.Whole("votes", Taken(row, "votes")));
        Lead(part, "topics", topic);
        return votes is >= 0 and <= MostVoters ? new TopicVotesInFile(topic, votes) : throw new FormatException("its count cannot be.");
    }

    PollVotesInFile PollVotesOf(JsonPart part, Dictionary<string, JsonElement> row)
    {
        var (poll, choices, votes) = (RowChecking.Whole("poll", Taken(row, "poll")), RowChecking.Whole("choices", Taken(row, "choices")), RowChecking.Whole("votes", Taken(row, "votes")));
        Lead(part, "polls", poll);
        return choices > 0 && votes is > 0 and <= MostVoters ? new PollVotesInFile(poll, choices, votes) : throw new FormatException("its count cannot be.");
    }

    static string NoId(JsonElement value) => RowChecking.TextOf("publicId", value) == Person.UnnamedId ? Person.UnnamedId : throw new FormatException("its publicId is none.");

    static List<int> Numbers(JsonElement list) => list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray().Select(one => RowChecking.Whole("a number", one))] : throw new FormatException("it has no list of numbers.");

    static JsonElement Taken(Dictionary<string, JsonElement> row, string name) => row.Remove(name, out var value) ? value : throw new FormatException($"{name} is missing.");

    static string AddressOf(string address) => address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && address.Length <= 150)
        ? address.TrimEnd('/') : throw new FormatException("address is no address on the web.");

    static string Where(JsonPart part) => string.Create(CultureInfo.InvariantCulture, $"Row {part.Row} of {part.Name} in community.json");

    static string Short(string name) => Wording.Shorten(Wording.Line(name), 40);
}
