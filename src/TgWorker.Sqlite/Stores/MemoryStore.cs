using Microsoft.Data.Sqlite;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Waiting;

namespace TgWorker.Sqlite.Stores;

/// <summary>
/// A queue in the memory of this process. Steps are taken at once, on the caller's thread: time passes only where the clock says so.
/// </summary>
internal sealed class MemoryStore : IQueueStore
{
    private readonly Lock _lock = new();
    private readonly RawConnection _connection;
    private readonly Committer _committer;
    private readonly QueueReads _reads;

    public MemoryStore(RawConnection connection, QueueClock clock, QueueSteps steps, SqlTexts sql, string path, TimeProvider time)
    {
        _connection = connection;
        Path = path;
        Clock = clock;
        _committer = new Committer(steps, Bell, path, time);
        _reads = new QueueReads(connection, sql);
    }

    public string Path { get; }

    public bool IsShared => false;

    public QueueClock Clock { get; }

    public Bell Bell { get; } = new();

    public Task<T> WriteAsync<T>(Func<QueueSteps, T> steps, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var call = new WriteCall<T>(steps);
        lock (_lock)
        {
            _committer.Commit([call]);
        }

        return call.Answer;
    }

    public T Read<T>(Func<QueueReads, T> look)
    {
        lock (_lock)
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

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
