using Microsoft.Data.Sqlite;
using SQLitePCL;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Stores;

/// <summary>
/// Copies the log into the file on a thread and a connection of its own: it waits for the disk, and whoever writes does not wait with it.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    // What was written meanwhile is copied too, so that little is left for whoever starts the log anew.
    private const int MorePasses = 2;

    private readonly RawConnection _connection;
    private readonly Thread _thread;
    private readonly AutoResetEvent _asked = new(false);
    private readonly ManualResetEventSlim _idle = new(true);
    private volatile bool _closing;
    private int _inLog;
    private int _left;

    /// <param name="connection">A connection that nobody else uses; it is closed at the end.</param>
    public Checkpointer(RawConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite checkpointer" };
        _thread.Start();
    }

    /// <summary>How many pages of the log were in use when it was copied last.</summary>
    public int InLog => Volatile.Read(ref _inLog);

    /// <summary>How many of them could not be copied, since somebody read the file as it was before, or the disk failed.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>Whether nothing is being copied.</summary>
    public bool IsIdle => _idle.IsSet;

    /// <summary>Has the log copied, unless it is being copied.</summary>
    /// <returns>False when it is.</returns>
    public bool Ask()
    {
        if (!_idle.IsSet)
        {
            return false;
        }

        _idle.Reset();
        _asked.Set();
        return true;
    }

    /// <summary>The log was started anew by somebody else.</summary>
    public void Forget() => Volatile.Write(ref _inLog, 0);

    /// <summary>Waits until nothing is being copied.</summary>
    /// <returns>False when that takes longer.</returns>
    public bool WaitUntilIdle(TimeSpan atMost) => _idle.Wait(atMost);

    public void Dispose()
    {
        _closing = true;
        _asked.Set();
        _thread.Join();
        _connection.Dispose();
        _asked.Dispose();
        _idle.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _asked.WaitOne();
            if (_closing)
            {
                return;
            }

            Copy();
            _idle.Set();
        }
    }

    private void Copy()
    {
        try
        {
            var (inUse, copied) = _connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
            for (var more = 0; more < MorePasses && inUse > QueueFile.LongLogPages; more++)
            {
                (inUse, copied) = _connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
            }

            Volatile.Write(ref _left, inUse - copied);
            Volatile.Write(ref _inLog, inUse);
        }
        catch (SqliteException)
        {
            // The next time will do: nothing is lost by it, and whoever writes is told what is wrong.
            Volatile.Write(ref _left, int.MaxValue);
        }
    }
}
