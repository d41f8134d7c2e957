using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CommunityHub.Imports.Mail;

/// Messages on their way, in a file of their own that goes with it: a thread is found together, wherever in the mailbox its messages are.
sealed class MailStage : IDisposable
{
    static readonly TimeSpan SameSubject = TimeSpan.FromDays(90);

    readonly string path = Path.Combine(Path.GetTempPath(), $"hub-import-{PublicId.New()}.db");
    readonly SqliteConnection connection;
    readonly SqliteTransaction all;
    readonly List<int> nodes = [];

    public MailStage()
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        // Only its owner reads it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Do("PRAGMA journal_mode = OFF");
        all = connection.BeginTransaction();
        Do("CREATE TABLE names (key TEXT PRIMARY KEY, node INTEGER, thread INTEGER) WITHOUT ROWID");
        Do("CREATE TABLE messages (node INTEGER PRIMARY KEY, at TEXT, subject TEXT, apart INTEGER, thread INTEGER, row TEXT)");
    }

    /// False: it is here already.
    public bool Add(MailItem mail)
    {
        var node = NodeOf(mail.Key);
        var apart = mail.Parents.Count == 0 && mail.IsReply ? 1 : 0;
        if (Do("INSERT OR IGNORE INTO messages VALUES ($0, $1, $2, $3, NULL, $4)", node, Day(mail.At), mail.Subject.ToUpperInvariant(), apart, JsonSerializer.Serialize(mail)) == 0) return false;
        foreach (var parent in mail.Parents) Join(NodeOf(parent), node);
        return true;
    }

    /// By what they answer; a reply that does not say goes by its subject, to one of the 90 days before. Each thread by its number, the oldest first.
    public List<long> Threads()
    {
        var latest = new Dictionary<string, (int Node, DateTime At)>(StringComparer.Ordinal);
        foreach (var (node, at, subject, apart) in List("SELECT node, at, subject, apart FROM messages ORDER BY at, node",
            read => (read.GetInt32(0), DateTime.Parse(read.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), MailItem.KeyOf(read.GetString(2)), read.GetInt32(3) == 1)))
        {
            if (apart && latest.TryGetValue(subject, out var before) && at - before.At <= SameSubject) Join(before.Node, node);
            latest[subject] = (node, at);
        }
        Do("CREATE TABLE roots (node INTEGER PRIMARY KEY, root INTEGER)");
        for (var node = 0; node < nodes.Count; node++) Do("INSERT INTO roots VALUES ($0, $1)", node, Root(node));
        Do("UPDATE messages SET thread = (SELECT root FROM roots WHERE roots.node = messages.node)");
        Do("UPDATE names SET thread = (SELECT root FROM roots WHERE roots.node = names.node)");
        Do("CREATE INDEX names_of ON names (thread)");
        Do("CREATE INDEX messages_of ON messages (thread, at)");
        return List("SELECT thread FROM messages GROUP BY thread ORDER BY min(at), thread", read => read.GetInt64(0));
    }

    public List<MailItem> Messages(long thread) => List("SELECT row FROM messages WHERE thread = $0 ORDER BY at, node", read => JsonSerializer.Deserialize<MailItem>(read.GetString(0))!, thread);

    /// Also of messages that are not in this mailbox: an earlier one may have brought them.
    public List<string> Keys(long thread) => List("SELECT key FROM names WHERE thread = $0", read => read.GetString(0), thread);

    public void Dispose()
    {
        all.Dispose();
        connection.Dispose();
        File.Delete(path);
    }

    static string Day(DateTime at) => at.ToString("O", CultureInfo.InvariantCulture);

    int NodeOf(string key)
    {
        if (List("SELECT node FROM names WHERE key = $0", read => read.GetInt32(0), key) is [var known]) return known;
        Do("INSERT INTO names VALUES ($0, $1, NULL)", key, nodes.Count);
        nodes.Add(nodes.Count);
        return nodes.Count - 1;
    }

    void Join(int one, int other) => nodes[Root(other)] = Root(one);

    int Root(int node)
    {
        while (nodes[node] != node) node = nodes[node] = nodes[nodes[node]];
        return node;
    }

    int Do(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    List<T> List<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        using var read = command.ExecuteReader();
        var rows = new List<T>();
        while (read.Read()) rows.Add(row(read));
        return rows;
    }

    SqliteCommand Command(string sql, ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, all);
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", values[i]);
        return command;
    }
}
