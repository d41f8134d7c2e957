using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommunityHub.Data.Sqlite;

/// What SQLite has made ready to run is kept for the next who asks the same on that connection: making it ready is a third of what a short
/// query costs (docs/decisions/0030-compiled-queries.md). SQLite itself makes it anew when a table has changed.
sealed class KeptStatements : DbCommandInterceptor, IDbConnectionInterceptor
{
    readonly ConditionalWeakTable<SqliteConnection, Shelf> shelves = [];

    // Closing would throw all away. The connection is its context's, and goes with it.
    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(InterceptionResult.Suppress());

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand { Connection: { State: ConnectionState.Open } connection }) return result; // the first, which opens it
        var kept = shelves.GetValue(connection, Shelf.Of).Take(result.CommandText);
        kept.Transaction = (SqliteTransaction?)result.Transaction;
        kept.CommandTimeout = result.CommandTimeout;
        var values = result.Parameters.Cast<SqliteParameter>().ToArray();
        result.Parameters.Clear();
        kept.Parameters.AddRange(values);
        result.Dispose();
        return kept;
    }

    /// The commands of one connection that nobody runs just now, those used last first.
    sealed class Shelf
    {
        const int Most = 100;

        readonly SqliteConnection connection;
        readonly Dictionary<string, LinkedListNode<KeptCommand>> byText = [];
        readonly LinkedList<KeptCommand> all = [];

        Shelf(SqliteConnection connection) => this.connection = connection;

        public static Shelf Of(SqliteConnection connection)
        {
            var shelf = new Shelf(connection);
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState is not ConnectionState.Open) shelf.Clear();
            };
            return shelf;
        }

        // One that somebody runs already is not there: then there are two.
        public KeptCommand Take(string text)
        {
            if (!byText.Remove(text, out var node)) return new KeptCommand(this) { Connection = connection, CommandText = text };
            all.Remove(node);
            return node.Value;
        }

        public bool TryPut(KeptCommand command)
        {
            if (connection.State is not ConnectionState.Open || byText.ContainsKey(command.CommandText)) return false;
            byText[command.CommandText] = all.AddFirst(command);
            if (all.Count <= Most) return true;
            var last = all.Last!.Value;
            byText.Remove(last.CommandText);
            all.RemoveLast();
            last.Discard();
            return true;
        }

        void Clear()
        {
            foreach (var command in all) command.Discard();
            all.Clear();
            byText.Clear();
        }
    }

    sealed class KeptCommand(Shelf shelf) : SqliteCommand
    {
        bool isOver;

        public void Discard()
        {
            isOver = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isOver)
            {
                Parameters.Clear();
                Transaction = null;
                if (shelf.TryPut(this)) return;
            }
            base.Dispose(disposing);
        }
    }
}
