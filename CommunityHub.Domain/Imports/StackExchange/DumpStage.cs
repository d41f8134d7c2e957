using System.Text.Json;

namespace CommunityHub.Imports.StackExchange;

/// The rows of a dump on their way, in a file of their own that goes with it. A dump is a few long lists; here a discussion is found
/// together, however large the lists are.
sealed class DumpStage() : ImportStage("""
    CREATE TABLE posts (id INTEGER PRIMARY KEY, parent INTEGER, row TEXT);
    CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER, row TEXT);
    CREATE TABLE edits (id INTEGER PRIMARY KEY, post INTEGER, row TEXT);
    CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
    CREATE TABLE accepted (post INTEGER PRIMARY KEY, day TEXT);
    CREATE TABLE duplicates (post INTEGER PRIMARY KEY, other INTEGER);
    CREATE TABLE tags (name TEXT PRIMARY KEY, uses INTEGER) WITHOUT ROWID;
    CREATE INDEX answers ON posts (parent);
    CREATE INDEX comments_of ON comments (post);
    CREATE INDEX edits_of ON edits (post);
    """)
{
    /// False: a row with that number is here already.
    public bool Add(DumpPost post) => Insert("INSERT OR IGNORE INTO posts VALUES ($0, $1, $2)", post.Id, post.Parent, JsonSerializer.Serialize(post));

    public bool Add(DumpComment comment) => Insert("INSERT OR IGNORE INTO comments VALUES ($0, $1, $2)", comment.Id, comment.Post, JsonSerializer.Serialize(comment));

    public bool Add(DumpEdit edit) => Insert("INSERT OR IGNORE INTO edits VALUES ($0, $1, $2)", edit.Id, edit.Post, JsonSerializer.Serialize(edit));

    public bool AddUser(string id, string name) => Insert("INSERT OR IGNORE INTO users VALUES ($0, $1)", id, name);

    public void Accept(long post, DateTime day) => Insert("INSERT OR REPLACE INTO accepted VALUES ($0, $1)", post, day.ToString("O"));

    public void Link(long post, long other) => Insert("INSERT OR IGNORE INTO duplicates VALUES ($0, $1)", post, other);

    public void Use(string tag) => Insert("INSERT INTO tags VALUES ($0, 1) ON CONFLICT (name) DO UPDATE SET uses = uses + 1", tag);

    public List<long> Questions() => List("SELECT id FROM posts WHERE parent IS NULL ORDER BY id", read => read.GetInt64(0));

    public DumpPost? Post(long id) => List("SELECT row FROM posts WHERE id = $0", Row<DumpPost>, id).FirstOrDefault();

    public List<DumpPost> AnswersTo(long question) => List("SELECT row FROM posts WHERE parent = $0 ORDER BY id", Row<DumpPost>, question);

    public List<DumpComment> CommentsOn(long post) => List("SELECT row FROM comments WHERE post = $0 ORDER BY id", Row<DumpComment>, post);

    public List<DumpEdit> EditsOf(long post) => List("SELECT row FROM edits WHERE post = $0 ORDER BY id", Row<DumpEdit>, post);

    public string? NameOf(string user) => List("SELECT name FROM users WHERE id = $0", read => read.GetString(0), user).FirstOrDefault();

    public DateTime? AcceptedOn(long post) =>
        List("SELECT day FROM accepted WHERE post = $0", read => DateTime.Parse(read.GetString(0), null, System.Globalization.DateTimeStyles.RoundtripKind), post) is [var day] ? day : null;

    public long? DuplicateOf(long post) => List("SELECT other FROM duplicates WHERE post = $0", read => read.GetInt64(0), post) is [var other] ? other : null;

    public List<(string Name, int Uses)> MostUsedTags(int most) => List("SELECT name, uses FROM tags ORDER BY uses DESC, name LIMIT $0", read => (read.GetString(0), read.GetInt32(1)), most);

    public List<long> AnswersWithoutQuestion() =>
        List("SELECT a.id FROM posts a WHERE a.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM posts q WHERE q.id = a.parent AND q.parent IS NULL) ORDER BY a.id", read => read.GetInt64(0));

    public List<long> CommentsWithoutPost() => List("SELECT id FROM comments c WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = c.post) ORDER BY id", read => read.GetInt64(0));

    public int Count(string table) => List($"SELECT count(*) FROM {table}", read => read.GetInt32(0))[0];
}
