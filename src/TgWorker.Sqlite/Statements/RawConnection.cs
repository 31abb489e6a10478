using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TgWorker.Sqlite.Statements;

/// <summary>
/// One connection to a file or to a database in memory. Not for two threads at a time. Every error is a <see cref="SqliteException"/>.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];

    private RawConnection(SqliteConnection connection) => _connection = connection;

    /// <summary>The statements that were prepared here use it directly: they cost a third of what commands cost.</summary>
    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Whether a transaction is open. Some errors end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>The id of the row that was inserted last.</summary>
    public long LastId => raw.sqlite3_last_insert_rowid(Handle);

    /// <summary>How many pages this connection has written since it was opened; it starts over at some time.</summary>
    public int PagesWritten
    {
        get
        {
            raw.sqlite3_db_status(Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
            return pages;
        }
    }

    /// <summary>Opens a database.</summary>
    /// <param name="path">The file, or <c>:memory:</c> for one of its own in memory.</param>
    /// <param name="mode">Whether it is to be created when missing.</param>
    public static RawConnection Open(string path, SqliteOpenMode mode)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            return new RawConnection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement that is used often. It lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new Statement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Prepares a statement that is used once; the caller disposes it.</summary>
    public Statement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(Handle, sql, out var handle));
        return new Statement(this, handle);
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    /// <summary>Runs a statement once and answers with its first value; null where there is none.</summary>
    public string? Ask(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Read() && !statement.IsNull(0) ? statement.Text(0) : null;
    }

    /// <summary>Runs a statement once and answers with its first value as a number; 0 where there is none.</summary>
    public long AskNumber(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Read() ? statement.Number(0) : 0;
    }

    /// <summary>Reads a part of the bytes in a column of a row: of those that there are.</summary>
    public byte[] ReadPart(string table, string column, long row, long offset, int count)
    {
        Check(raw.sqlite3_blob_open(Handle, "main", table, column, row, 0, out var blob));
        using (blob)
        {
            var length = raw.sqlite3_blob_bytes(blob);
            var start = (int)Math.Clamp(offset, 0, length);
            var part = new byte[Math.Min(count, length - start)];
            Check(raw.sqlite3_blob_read(blob, part, start));
            return part;
        }
    }

    /// <summary>Writes what is in the write-ahead log into the file itself.</summary>
    /// <returns>How many pages of the log are in use, and how many of those are in the file now.</returns>
    public (int InUse, int Copied) Checkpoint(int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(Handle, "main", mode, out var inUse, out var copied);
        if (result is not raw.SQLITE_BUSY and not raw.SQLITE_LOCKED)
        {
            Check(result);
        }

        return (inUse, copied);
    }

    /// <summary>Throws what an answer other than "done" means.</summary>
    public void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, Handle);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
