using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Waiting;

namespace TgWorker.Sqlite.Stores;

/// <summary>
/// A queue in a file. One thread writes; what is called while it commits goes into the next transaction together, so that the more
/// there is to do the less each costs, and a call that comes alone waits for nobody.
/// </summary>
internal sealed class FileStore : IQueueStore
{
    private const int MostCalls = 512;

    private readonly object _gate = new();
    private readonly Queue<WriteCall> _calls = new();
    private readonly RawConnection _connection;
    private readonly Committer _committer;
    private readonly Checkpointer _checkpointer;
    private readonly Upkeep _upkeep;
    private readonly Lock _reading = new();
    private readonly RawConnection _readConnection;
    private readonly QueueReads _reads;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closing;

    public FileStore(
        RawConnection connection, QueueClock clock, QueueSteps steps, RawConnection readConnection, RawConnection checkpointing,
        SqlTexts sql, string path, TimeProvider time)
    {
        _connection = connection;
        _readConnection = readConnection;
        _reads = new QueueReads(readConnection, sql);
        Path = path;
        Clock = clock;
        _committer = new Committer(steps, Bell, path, time);
        connection.Execute("PRAGMA wal_autocheckpoint = 0");
        _checkpointer = new Checkpointer(checkpointing);
        _upkeep = new Upkeep(connection, _checkpointer, time);
        new Thread(Work) { IsBackground = true, Name = "sqlite writer" }.Start();
    }

    public string Path { get; }

    public bool IsShared => true;

    public QueueClock Clock { get; }

    public Bell Bell { get; } = new();

    public Task<T> WriteAsync<T>(Func<QueueSteps, T> steps, CancellationToken cancellationToken = default)
    {
        var call = new WriteCall<T>(steps);
        lock (_gate)
        {
            if (_closing)
            {
                throw new QueueUnavailableException($"{Path}: the queue was closed");
            }

            _calls.Enqueue(call);
            Monitor.Pulse(_gate);
        }

        call.HeedCancellation(cancellationToken);
        return call.Answer;
    }

    public T Read<T>(Func<QueueReads, T> look)
    {
        lock (_reading)
        {
            try
            {
                return look(_reads);
            }
            catch (SqliteException exception)
            {
                throw SqliteFailure.For(exception, Path);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task.ConfigureAwait(false);
        lock (_reading)
        {
            _readConnection.Dispose();
        }
    }

    private void Work()
    {
        var batch = new List<WriteCall>(MostCalls);
        while (Take(batch))
        {
            if (batch.Count == 0)
            {
                _upkeep.Rest();
                continue;
            }

            var done = _committer.Commit(CollectionsMarshal.AsSpan(batch));
            batch.RemoveRange(0, done);
            _upkeep.Committed(_committer.Freed);
        }

        _checkpointer.Dispose();
        _connection.Dispose();
        _ended.SetResult();
    }

    /// <summary>Waits for calls and takes all that there are.</summary>
    /// <returns>False at the end.</returns>
    private bool Take(List<WriteCall> batch)
    {
        lock (_gate)
        {
            while (batch.Count == 0 && _calls.Count == 0)
            {
                if (_closing)
                {
                    return false;
                }

                if (!Monitor.Wait(_gate, _upkeep.UntilRest))
                {
                    return true;
                }
            }

            while (batch.Count < MostCalls && _calls.TryDequeue(out var call))
            {
                if (call.TryTake())
                {
                    batch.Add(call);
                }
            }

            return true;
        }
    }
}
