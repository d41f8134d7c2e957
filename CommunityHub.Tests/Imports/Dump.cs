using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CommunityHub.Tests.Imports;

/// A small dump of a Stack Exchange site, made up, in a folder of its own.
sealed class Dump : IDisposable
{
    readonly Dictionary<string, List<XElement>> files = new()
    {
        ["Users"] = [],
        ["Posts"] = [],
        ["Comments"] = [],
        ["PostHistory"] = [],
        ["Votes"] = [],
        ["PostLinks"] = [],
        ["Tags"] = [],
    };

    int history;

    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("hub-test-").FullName, "mending.meta")).FullName;

    /// A question with two answers, of which one is accepted, comments, and edits of its text, its title and its tags.
    public static Dump Small()
    {
        var dump = new Dump();
        dump.User(1, "Wren Ashby");
        dump.User(2, "Idris Quill");
        dump.User(3, "Nobody Asked");
        dump.Question(10, by: 1, "2015-03-01T10:00:00.123", "Which glue for a loose chair leg?", "It wobbles. A *lot*.", "<wood><glue>", score: 7, accepted: 12);
        dump.Edit(10, by: 2, "2015-03-03T08:00:00.000", ("5", "It wobbles. A *lot*, since spring."), ("4", "Which glue for a chair leg that came loose?"));
        dump.Edit(10, by: 1, "2015-03-04T08:00:00.000", ("6", "<wood><glue><chairs>"));
        dump.Answer(11, to: 10, by: 2, "2015-03-01T11:00:00.000", "Hide glue.", score: -2);
        dump.Answer(12, to: 10, by: 1, "2015-03-02T11:00:00.000", "Bone glue, and a clamp.", score: 12);
        dump.Comment(20, on: 10, by: 2, "2015-03-01T10:30:00.000", "Which [wood] is it?");
        dump.Comment(21, on: 12, by: 2, "2015-03-02T12:00:00.000", "It held.");
        dump.Add("Votes", ("Id", "1"), ("PostId", "12"), ("VoteTypeId", "1"), ("CreationDate", "2015-03-05T00:00:00.000"));
        return dump;
    }

    public void User(int id, string name) => Add("Users", ("Id", $"{id}"), ("DisplayName", name), ("Location", "Canarytown"), ("AboutMe", "<p>canary@about.test</p>"), ("WebsiteUrl", "https://canary.test"));

    public void Question(int id, int by, string at, string title, string text, string tags, int score = 0, int? accepted = null)
    {
        Add("Posts", ("Id", $"{id}"), ("PostTypeId", "1"), ("AcceptedAnswerId", accepted?.ToString(CultureInfo.InvariantCulture)), ("CreationDate", at), ("Score", $"{score}"), ("Body", $"<p>{text}</p>"),
            ("OwnerUserId", $"{by}"), ("Title", title), ("Tags", tags), ("ContentLicense", "CC BY-SA 3.0"));
        Edit(id, by, at, ("1", title), ("2", text), ("3", tags));
    }

    public void Answer(int id, int to, int by, string at, string text, int score = 0)
    {
        Add("Posts", ("Id", $"{id}"), ("PostTypeId", "2"), ("ParentId", $"{to}"), ("CreationDate", at), ("Score", $"{score}"), ("Body", $"<p>{text}</p>"), ("OwnerUserId", $"{by}"), ("ContentLicense", "CC BY-SA 3.0"));
        Edit(id, by, at, ("2", text));
    }

    public void Comment(int id, int on, int by, string at, string text) =>
        Add("Comments", ("Id", $"{id}"), ("PostId", $"{on}"), ("Score", "3"), ("Text", text), ("CreationDate", at), ("UserId", $"{by}"), ("ContentLicense", "CC BY-SA 3.0"));

    public void Edit(int post, int by, string at, params (string Type, string Text)[] parts)
    {
        var mark = Guid.NewGuid().ToString();
        foreach (var (type, text) in parts)
        {
            Add("PostHistory", ("Id", $"{++history}"), ("PostHistoryTypeId", type), ("PostId", $"{post}"), ("RevisionGUID", mark), ("CreationDate", at), ("UserId", $"{by}"), ("Text", text));
        }
    }

    public void Add(string file, params (string Name, string? Value)[] values) =>
        files[file].Add(new XElement("row", values.Where(value => value.Value is not null).Select(value => new XAttribute(value.Name, value.Value!))));

    public XElement Row(string file, int id) => files[file].Single(row => row.Attribute("Id")!.Value == id.ToString(CultureInfo.InvariantCulture));

    public Dump Write()
    {
        foreach (var (name, rows) in files) Put($"{name}.xml", new XElement(name.ToLowerInvariant(), rows).ToString());
        return this;
    }

    public void Put(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
}
