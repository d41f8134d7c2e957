using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Asking;

/// What the disk under a folder gives by itself, for a second each.
static class Disk
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// 4 kB at the end of a file, then fsync.
    public static double SyncsASecond(string folder)
    {
        var path = Path.Combine(folder, "disk.probe");
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            var page = new byte[4096];
            return Rate(() =>
            {
                file.Write(page);
                file.Flush(flushToDisk: true);
            });
        }
        finally { File.Delete(path); }
    }

    /// One row a commit, in the same mode as the site's database: write-ahead log, synchronous FULL.
    public static double CommitsASecond(string folder)
    {
        var path = Path.Combine(folder, "disk.db");
        try
        {
            using var db = new SqliteConnection($"Data Source={path};Pooling=False");
            db.Open();
            Do("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Words TEXT)");
            return Rate(() => Do("INSERT INTO Rows (Words) VALUES ('What would you do differently, and why?')"));

            void Do(string sql)
            {
                using var command = db.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        finally
        {
            foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete(path + end);
        }
    }

    static double Rate(Action act)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        for (; clock.Elapsed < Long; done++) act();
        return done / clock.Elapsed.TotalSeconds;
    }
}
