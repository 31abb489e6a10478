using SQLitePCL;

namespace TgWorker.Sqlite.Statements;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal sealed class Statement(RawConnection connection, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int position, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, position, value));
        return this;
    }

    public Statement Bind(int position, long? value)
    {
        connection.Check(value is { } number ? raw.sqlite3_bind_int64(handle, position, number) : raw.sqlite3_bind_null(handle, position));
        return this;
    }

    public Statement Bind(int position, double value)
    {
        connection.Check(raw.sqlite3_bind_double(handle, position, value));
        return this;
    }

    public Statement Bind(int position, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, position) : raw.sqlite3_bind_text(handle, position, value));
        return this;
    }

    public Statement Bind(int position, ReadOnlySpan<byte> value)
    {
        connection.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, position, 0) : raw.sqlite3_bind_blob(handle, position, value));
        return this;
    }

    /// <summary>Goes to the next row. At the end, and at an error, the statement is ready to be run again.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        var reset = raw.sqlite3_reset(handle);
        connection.Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : reset == raw.SQLITE_OK ? result : reset);
        return false;
    }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        while (Read())
        {
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int RunAndCount()
    {
        Run();
        return connection.Changes;
    }

    /// <summary>Answers with the first value, a number; null where there is no row or the value is null.</summary>
    public long? ReadNumber()
    {
        if (!Read())
        {
            return null;
        }

        var value = IsNull(0) ? (long?)null : Number(0);
        Reset();
        return value;
    }

    /// <summary>Answers with the first value, a text; null where there is no row or the value is null.</summary>
    public string? ReadText()
    {
        if (!Read())
        {
            return null;
        }

        var value = TextOrNull(0);
        Reset();
        return value;
    }

    /// <summary>Whether there is a row at all.</summary>
    public bool Exists()
    {
        var exists = Read();
        if (exists)
        {
            Reset();
        }

        return exists;
    }

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public double Real(int column) => raw.sqlite3_column_double(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>How many bytes a value has.</summary>
    public int Length(int column) => raw.sqlite3_column_bytes(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>Ends a reading before its last row.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public void Dispose() => handle.Dispose();
}
