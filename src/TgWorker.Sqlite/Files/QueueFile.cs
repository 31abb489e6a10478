using Microsoft.Data.Sqlite;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Files;

/// <summary>Opens the file of a queue, making it where there is none.</summary>
internal static class QueueFile
{
    /// <summary>After how many pages the write-ahead log is copied into the file: 16 MB.</summary>
    public const int LogPages = 2_000;

    /// <summary>
    /// How many pages it may have, 32 MB, before it is made to start anew: whoever writes all the time keeps it from that.
    /// </summary>
    public const int LongLogPages = 4_000;

    /// <summary>How long another process may keep the file locked before a call gives up.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(5);

    /// <summary>Opens the file to write, and reads its clock.</summary>
    /// <exception cref="QueueUnsupportedException">It is no queue, a damaged one, a newer one or another one.</exception>
    /// <exception cref="QueueUnavailableException">It cannot be opened or written now.</exception>
    public static (RawConnection Connection, QueueClock Clock) Open(FileSettings file, SqlTexts sql, TimeProvider time)
    {
        try
        {
            Prepare(file);
            var connection = RawConnection.Open(file.Path, file.IsInMemory ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate);
            try
            {
                return (connection, SetUp(connection, file, sql, time));
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.For(exception, file.Path);
        }
    }

    /// <summary>Opens a second connection, to look while the first one writes.</summary>
    public static RawConnection OpenToRead(FileSettings file)
    {
        try
        {
            var connection = RawConnection.Open(file.Path, SqliteOpenMode.ReadWrite);
            connection.Execute($"PRAGMA busy_timeout = {(int)LongestLock.TotalMilliseconds}; PRAGMA query_only = ON; PRAGMA "
                + $"temp_store = MEMORY");
            return connection;
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.For(exception, file.Path);
        }
    }

    /// <summary>Opens a third connection, to copy the log into the file beside the others.</summary>
    public static RawConnection OpenToCopyLog(FileSettings file)
    {
        try
        {
            var connection = RawConnection.Open(file.Path, SqliteOpenMode.ReadWrite);
            connection.Execute($"PRAGMA busy_timeout = {(int)LongestLock.TotalMilliseconds}; PRAGMA synchronous = FULL");
            return connection;
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.For(exception, file.Path);
        }
    }

    // Message texts are no business of everybody on the machine.
    private static void Prepare(FileSettings file)
    {
        if (file.IsInMemory)
        {
            return;
        }

        if (FileSystems.NetworkOf(file.Path) is { } network)
        {
            throw new QueueUnsupportedException(
                $"{file.Path}: this is on a network file system ({network}), where SQLite's locks do not hold: put the file on "
                    + $"a local disk");
        }

        if (Directory.Exists(file.Path))
        {
            throw new QueueUnsupportedException($"{file.Path}: this is a folder: name a file in it");
        }

        if (File.Exists(file.Path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        }

        try
        {
            new FileStream(file.Path, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is DirectoryNotFoundException ? "its folder does not exist: create it, or name another file"
                : exception.Message;
            throw new QueueUnavailableException($"{file.Path}: {reason}", exception, mayHaveHappened: false);
        }
    }

    private static QueueClock SetUp(RawConnection connection, FileSettings file, SqlTexts sql, TimeProvider time)
    {
        connection.Execute($"PRAGMA busy_timeout = {(int)LongestLock.TotalMilliseconds}");
        if (Schema.IsNew(connection, sql, file.Path))
        {
            // Entries are 1.3 to 1.5 KB: of them pages of 4 KB would waste a quarter.
            connection.Execute("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL");
        }

        var mode = connection.Ask("PRAGMA journal_mode = WAL");
        if (mode != (file.IsInMemory ? "memory" : "wal"))
        {
            throw new QueueUnsupportedException(
                $"{file.Path}: SQLite cannot keep a write-ahead log here (journal mode '{mode}'): put the file on a local disk");
        }

        connection.Execute($"PRAGMA synchronous = {(file.Flush ? "FULL" : "NORMAL")}; PRAGMA temp_store = MEMORY; PRAGMA "
            + $"cache_size = -32000");
        connection.Execute($"PRAGMA wal_autocheckpoint = {LogPages}");
        connection.Execute("BEGIN IMMEDIATE");
        if (!file.EvenMoving && Moving.Read(connection, sql) is { } moving)
        {
            throw moving.Refuse(file.Path);
        }

        Schema.Migrate(connection, sql);
        var clock = SetClock(connection, file, sql, time);
        connection.Execute("COMMIT");
        return clock;
    }

    private static QueueClock SetClock(RawConnection connection, FileSettings file, SqlTexts sql, TimeProvider time)
    {
        var read = connection.Prepare(sql["opening.read"]);
        if (!read.Read())
        {
            var first = new QueueClock(time, QueueClock.OffsetFor(time, noted: 0));
            connection.Prepare(sql["opening.create"]).Bind(1, file.Queue).Bind(2, MachineStart.Name).Bind(3, first.Offset)
                .Bind(4, first.Now).Run();
            return first;
        }

        var (name, machineStart, offset, noted) = (read.Text(0), read.Text(1), read.Number(2), read.Number(3));
        read.Reset();
        if (name != file.Queue)
        {
            throw new QueueUnsupportedException(
                $"{file.Path}: this file has the queue '{name}', not '{file.Queue}': open it under its name, or name another file");
        }

        var clock = new QueueClock(time, offset);
        if (machineStart == MachineStart.Name && clock.Now >= noted)
        {
            return clock;
        }

        // Whoever had a lease then is no more.
        clock = new QueueClock(time, QueueClock.OffsetFor(time, noted));
        connection.Prepare(sql["opening.set_clock"]).Bind(1, MachineStart.Name).Bind(2, clock.Offset).Run();
        connection.Execute(sql["opening.end_leases"]);
        connection.Execute(sql["opening.end_polls"]);
        return clock;
    }
}
