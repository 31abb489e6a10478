using Microsoft.Data.Sqlite;
using SQLitePCL;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Stores;

/// <summary>
/// Keeps a file in shape between transactions: gives pages back to the system when most of the file is empty, and brings the log into
/// the file before it grows for ever, and when there is a rest.
/// </summary>
/// <param name="connection">The connection that writes.</param>
/// <param name="checkpointer">Copies the log.</param>
/// <param name="time">The clock.</param>
internal sealed class Upkeep(RawConnection connection, Checkpointer checkpointer, TimeProvider time)
{
    // 64 MB: whoever writes waits for a disk that is slower.
    private const int LongestLog = 2 * QueueFile.LongLogPages;

    private const int PagesAtOnce = 128;

    // 8 MB of empty pages are left in peace.
    private const int FewPages = 1_000;

    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);

    // A tenth of the time when there is nothing else to do, a fiftieth when there is; and no call waits for longer.
    private static readonly TimeSpan ShrinkEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShrinkEveryUnderLoad = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestShrink = TimeSpan.FromMilliseconds(10);

    private readonly Statement _pages = connection.Prepare("PRAGMA page_count");
    private readonly Statement _freePages = connection.Prepare("PRAGMA freelist_count");
    private readonly Statement _shrink = connection.Prepare($"PRAGMA incremental_vacuum({PagesAtOnce})");
    private long _flushed = time.GetTimestamp();
    private long _shrunk = time.GetTimestamp();
    private int _written;
    private bool _isDirty;
    private bool _freed;

    /// <summary>How long to wait for calls before <see cref="Rest"/>.</summary>
    public TimeSpan UntilRest => _freed ? ShrinkEvery : _isDirty ? FlushEvery : Timeout.InfiniteTimeSpan;

    /// <summary>A transaction was committed.</summary>
    public void Committed(bool freed)
    {
        _isDirty = true;
        _freed |= freed;
        Do(ShrinkEveryUnderLoad);
    }

    /// <summary>Nobody calls: does what is due.</summary>
    public void Rest() => Do(ShrinkEvery);

    private void Do(TimeSpan shrinkEvery)
    {
        try
        {
            if (_freed && time.GetElapsedTime(_shrunk) >= shrinkEvery)
            {
                Shrink();
                _shrunk = time.GetTimestamp();
            }

            Flush();
        }
        catch (SqliteException)
        {
            // The next time will do: nothing is lost by it, and whoever calls is told what is wrong.
            (_shrunk, _flushed) = (time.GetTimestamp(), time.GetTimestamp());
        }
    }

    private void Shrink()
    {
        var began = time.GetTimestamp();
        do
        {
            var free = _freePages.ReadNumber() ?? 0;
            if (free < FewPages || free < (_pages.ReadNumber() ?? 0) / 2)
            {
                _freed = false;
                return;
            }

            _shrink.Run();
        }
        while (time.GetElapsedTime(began) < LongestShrink);
    }

    // What is in the file is safe from a power failure, whatever "synchronous" says.
    private void Flush()
    {
        var pages = unchecked(connection.PagesWritten - _written);
        if (pages == 0 && checkpointer is { IsIdle: true, Left: 0 })
        {
            _isDirty = false;
        }
        else if (checkpointer.InLog > QueueFile.LongLogPages || pages >= LongestLog)
        {
            StartLogAnew();
        }
        else if ((pages >= QueueFile.LogPages || time.GetElapsedTime(_flushed) >= FlushEvery) && checkpointer.Ask())
        {
            Flushed();
        }
    }

    // Nearly all of it is in the file by then.
    private void StartLogAnew()
    {
        if (checkpointer.WaitUntilIdle(FlushEvery))
        {
            connection.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);
            checkpointer.Forget();
            Flushed();
        }
    }

    private void Flushed() => (_written, _flushed) = (connection.PagesWritten, time.GetTimestamp());
}
