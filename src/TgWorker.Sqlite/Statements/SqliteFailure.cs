using Microsoft.Data.Sqlite;
using SQLitePCL;
using TgWorker.Core.Queues;

namespace TgWorker.Sqlite.Statements;

/// <summary>Says what an error of SQLite means for those who use the queue, and what to do.</summary>
internal static class SqliteFailure
{
    /// <summary>What a process is told that has a file open already whose queue is copied elsewhere, and wants to write.</summary>
    public const string Moving = "its queue is copied elsewhere, or was: 'tgworker status' says where to";

    // SQLITE_IOERR_SHMSIZE.
    private const int LogIndexCannotGrow = 4_874;
    // SQLITE_CONSTRAINT_TRIGGER: the only triggers that refuse anything are those of a queue that is copied.
    private const int RefusedByTrigger = 1_811;
    private const string DiskFull = "its disk is full: free some space, the queue goes on by itself then";

    /// <summary>The exception that users of the queue see.</summary>
    /// <param name="exception">What SQLite said.</param>
    /// <param name="path">The file.</param>
    /// <returns>
    /// A <see cref="QueueUnavailableException"/> where the queue goes on by itself once the cause is gone: nothing was written. Else a
    /// <see cref="QueueUnsupportedException"/>.
    /// </returns>
    public static Exception For(SqliteException exception, string path) => Passing(exception) is { } reason
        ? new QueueUnavailableException($"{path}: {reason}", exception, mayHaveHappened: false)
        : new QueueUnsupportedException($"{path}: {Lasting(exception)}", exception);

    private static string? Passing(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => "another process keeps it locked",
        raw.SQLITE_FULL => DiskFull,
        raw.SQLITE_IOERR when exception.SqliteExtendedErrorCode == LogIndexCannotGrow => DiskFull,
        raw.SQLITE_IOERR => $"its disk fails (input/output error {exception.SqliteExtendedErrorCode}): look at the disk and the "
            + $"system's log",
        raw.SQLITE_CONSTRAINT when exception.SqliteExtendedErrorCode == RefusedByTrigger => Moving,
        raw.SQLITE_NOMEM => "this process has no memory left",
        raw.SQLITE_CANTOPEN => "it cannot be opened: does its directory exist, and may this user write there?",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "it cannot be written: give this user the right to write the file and its directory",
        raw.SQLITE_INTERRUPT or raw.SQLITE_ABORT => "the call was broken off",
        _ => null,
    };

    private static string Lasting(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => "this is not a SQLite database, and was left as it is: name another file",
        raw.SQLITE_CORRUPT =>
            $"the file is damaged ({exception.SqliteExtendedErrorCode}), and was left as it is. Stop what uses it, keep a copy of it "
                + $"with its -wal file, and save what can be read: sqlite3 FILE .recover | sqlite3 NEW",
        raw.SQLITE_TOOBIG => "an entry is larger than the billion bytes that SQLite takes",
        _ => exception.Message,
    };
}
