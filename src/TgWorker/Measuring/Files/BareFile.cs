using Microsoft.Data.Sqlite;
using TgWorker.Sqlite;

namespace TgWorker.Measuring.Files;

/// <summary>
/// The yardstick of a queue in a file: what SQLite itself needs on the same disk to keep entries and to delete them again, in transactions
/// of so many, and nothing else.
/// </summary>
internal static class BareFile
{
    private const int Batch = 128;

    /// <summary>Inserts entries and deletes them again.</summary>
    /// <param name="path">A file that is not there yet; it is left for the caller to delete.</param>
    /// <param name="synchronous">Whether each transaction waits for the disk.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How long both took together.</returns>
    public static TimeSpan Measure(
        string path, SqliteSynchronous synchronous, IReadOnlyList<byte[]> entries, TimeProvider time, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        Execute(connection, "PRAGMA page_size = 8192");
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        Execute(connection, "CREATE TABLE entry (id INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        var started = time.GetTimestamp();
        using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "INSERT INTO entry (payload) VALUES ($value)";
            var payload = insert.Parameters.Add("$value", SqliteType.Blob);
            Run(connection, insert, entries.Count, i => payload.Value = entries[i], cancellationToken);
        }

        using (var delete = connection.CreateCommand())
        {
            delete.CommandText = "DELETE FROM entry WHERE id = $value";
            var id = delete.Parameters.Add("$value", SqliteType.Integer);
            Run(connection, delete, entries.Count, i => id.Value = i + 1L, cancellationToken);
        }

        return time.GetElapsedTime(started);
    }

    private static void Run(SqliteConnection connection, SqliteCommand command, int count, Action<int> bind,
        CancellationToken cancellationToken)
    {
        for (var first = 0; first < count; first += Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            for (var i = first; i < Math.Min(first + Batch, count); i++)
            {
                bind(i);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Words of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
