using System.Globalization;
using System.Text.Json;
using CommunityHub.Files;

namespace CommunityHub.Imports.Mail;

/// Messages on their way: a thread is found together, wherever in the mailbox its messages are.
sealed class MailStage() : ImportStage("""
    CREATE TABLE names (key TEXT PRIMARY KEY, node INTEGER, thread INTEGER) WITHOUT ROWID;
    CREATE TABLE messages (node INTEGER PRIMARY KEY, key TEXT UNIQUE, at TEXT, subject TEXT, apart INTEGER, thread INTEGER, row TEXT);
    CREATE TABLE files (id INTEGER PRIMARY KEY, message TEXT, name TEXT, type TEXT, width INTEGER, height INTEGER, alt TEXT, bytes BLOB);
    CREATE INDEX files_of ON files (message);
    """)
{
    static readonly TimeSpan SameSubject = TimeSpan.FromDays(90);

    // Which message leads to which other, until all of a thread lead to one.
    readonly List<int> nodes = [];

    /// False: it is here already.
    public bool Add(MailItem mail)
    {
        var node = NodeOf(mail.Key);
        var isApart = mail.Parents.Count == 0 && mail.IsReply && mail.Subject != MailSubject.None;
        if (!Insert(
            "INSERT OR IGNORE INTO messages VALUES ($0, $1, $2, $3, $4, NULL, $5)",
            node, mail.Key, Day(mail.At), MailItem.KeyOf(mail.Subject.ToUpperInvariant()), isApart ? 1 : 0, JsonSerializer.Serialize(mail))) return false;
        foreach (var parent in mail.Parents) Join(NodeOf(parent), node);
        foreach (var file in mail.Files)
            Insert(
                "INSERT INTO files VALUES (NULL, $0, $1, $2, $3, $4, $5, $6)",
                mail.Key, file.Name, file.MediaType, file.Width, file.Height, file.Alt, file.Bytes);
        return true;
    }

    /// By what they answer; a reply that does not say goes by its subject, to one of the 90 days before. Each thread by its number, the oldest first.
    public List<long> Threads()
    {
        var latest = new Dictionary<string, (int Node, DateTime At)>(StringComparer.Ordinal);
        foreach (var (node, at, subject, isApart) in List(
            "SELECT node, at, subject, apart FROM messages ORDER BY at, node",
            read => (read.GetInt32(0), DayOf(read.GetString(1)), read.GetString(2), read.GetInt32(3) == 1)))
        {
            if (isApart && latest.TryGetValue(subject, out var before) && at - before.At <= SameSubject) Join(before.Node, node);
            latest[subject] = (node, at);
        }
        Do("CREATE TABLE roots (node INTEGER PRIMARY KEY, root INTEGER)");
        for (var node = 0; node < nodes.Count; node++) Insert("INSERT INTO roots VALUES ($0, $1)", node, Root(node));
        Do("""
            UPDATE messages SET thread = (SELECT root FROM roots WHERE roots.node = messages.node);
            UPDATE names SET thread = (SELECT root FROM roots WHERE roots.node = names.node);
            CREATE INDEX names_of ON names (thread);
            CREATE INDEX messages_of ON messages (thread, at);
            """);
        return List("SELECT thread FROM messages GROUP BY thread ORDER BY min(at), thread", read => read.GetInt64(0));
    }

    public MailThread Thread(long thread) => MailThread.Of(
        List("SELECT row FROM messages WHERE thread = $0 ORDER BY at, node", Row<MailItem>, thread),
        // Also of messages that are not in this mailbox: an earlier one may have brought them.
        List("SELECT key FROM names WHERE thread = $0", read => read.GetString(0), thread));

    /// One by one: together they may be large.
    public IEnumerable<ReadyFile> FilesOf(MailItem mail)
    {
        if (!mail.HasFiles) yield break;
        foreach (var id in List("SELECT id FROM files WHERE message = $0 ORDER BY id", read => read.GetInt64(0), mail.Key))
        {
            yield return List(
                "SELECT name, bytes, type, width, height, alt FROM files WHERE id = $0",
                read => new ReadyFile(
                    read.GetString(0), (byte[])read[1], read.GetString(2),
                    read.IsDBNull(3) ? null : read.GetInt32(3), read.IsDBNull(4) ? null : read.GetInt32(4), read.IsDBNull(5) ? null : read.GetString(5)),
                id)[0];
        }
    }

    public int CountFiles(MailItem mail) => mail.HasFiles ? List("SELECT count(*) FROM files WHERE message = $0", read => read.GetInt32(0), mail.Key)[0] : 0;

    static string Day(DateTime at) => at.ToString("O", CultureInfo.InvariantCulture);

    static DateTime DayOf(string day) => DateTime.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    int NodeOf(string key)
    {
        if (List("SELECT node FROM names WHERE key = $0", read => read.GetInt32(0), key) is [var known]) return known;
        Insert("INSERT INTO names VALUES ($0, $1, NULL)", key, nodes.Count);
        nodes.Add(nodes.Count);
        return nodes.Count - 1;
    }

    void Join(int one, int other) => nodes[Root(other)] = Root(one);

    int Root(int node)
    {
        while (nodes[node] != node) node = nodes[node] = nodes[nodes[node]];
        return node;
    }
}
