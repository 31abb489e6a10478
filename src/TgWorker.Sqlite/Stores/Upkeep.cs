using Microsoft.Data.Sqlite;
using SQLitePCL;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Stores;

/// <summary>
/// Keeps a file in shape between transactions: gives pages back to the system when most of the file is empty, and brings the log into
/// the file before it grows for ever, and when there is a rest.
/// </summary>
internal sealed class Upkeep(RawConnection connection, TimeProvider time)
{
    private const int LookEvery = 64;
    private const int PagesAtOnce = 128;

    // 8 MB of empty pages are left in peace.
    private const int FewPages = 1_000;

    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);

    private readonly Statement _pages = connection.Prepare("PRAGMA page_count");
    private readonly Statement _freePages = connection.Prepare("PRAGMA freelist_count");
    private readonly Statement _shrink = connection.Prepare($"PRAGMA incremental_vacuum({PagesAtOnce})");
    private long _flushed = time.GetTimestamp();
    private bool _isDirty;
    private bool _freed;
    private int _commits;

    /// <summary>How long to wait for calls before <see cref="Rest"/>.</summary>
    public TimeSpan UntilRest => _isDirty || _freed ? FlushEvery : Timeout.InfiniteTimeSpan;

    /// <summary>A transaction was committed.</summary>
    public void Committed(bool freed)
    {
        _isDirty = true;
        _freed |= freed;
        if (++_commits % LookEvery != 0 && time.GetElapsedTime(_flushed) < FlushEvery)
        {
            return;
        }

        Try(() =>
        {
            Shrink();
            Flush();
        });
    }

    /// <summary>Nothing was called for a while.</summary>
    public void Rest() => Try(() =>
    {
        while (Shrink())
        {
        }

        Flush();
        _freed = false;
    });

    /// <returns>Whether there is more to do.</returns>
    private bool Shrink()
    {
        if (!_freed)
        {
            return false;
        }

        var free = _freePages.ReadNumber() ?? 0;
        if (free < FewPages || free < (_pages.ReadNumber() ?? 0) / 2)
        {
            _freed = false;
            return false;
        }

        _shrink.Run();
        return true;
    }

    // What is in the file is safe from a power failure, whatever "synchronous" says. Others that write all the time keep the log from
    // starting anew; then it is made to.
    private void Flush()
    {
        if (time.GetElapsedTime(_flushed) < FlushEvery)
        {
            return;
        }

        var (inUse, copied) = connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
        if (inUse > 4 * QueueFile.LogPages)
        {
            connection.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);
        }

        _flushed = time.GetTimestamp();
        _isDirty = copied < inUse;
    }

    // The next time will do: nothing is lost by it, and whoever calls is told what is wrong.
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException)
        {
        }
    }
}
