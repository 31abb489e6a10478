using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Copying;

/// <summary>A queue in a file that is copied elsewhere. The file is closed to all changes meanwhile, and stays so.</summary>
internal sealed class SqliteCopySource : IAsyncDisposable
{
    private readonly IQueueStore _store;
    private readonly FileStream _lock;

    private SqliteCopySource(IQueueStore store, string queue, FileStream exclusive)
    {
        _store = store;
        _lock = exclusive;
        Pages = new CopyPages(store, queue);
    }

    /// <summary>Reads what it holds.</summary>
    public CopyPages Pages { get; }

    /// <summary>Opens a file that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="queue">The name of its queue.</param>
    /// <param name="reader">Reads entries.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="QueueUnsupportedException">There is no such file, it is no queue, or another process copies it.</exception>
    /// <exception cref="QueueUnavailableException">It cannot be opened now.</exception>
    public static SqliteCopySource Open(string path, string queue, IJobReader reader, TimeProvider time)
    {
        if (!File.Exists(path))
        {
            throw new QueueUnsupportedException(path == FileSettings.InMemory
                ? "A queue in memory cannot be copied: nothing is in it when this program starts"
                : $"{path}: there is no such file: name the one the queue is in");
        }

        var exclusive = Lock(path);
        try
        {
            var file = new FileSettings(path, queue, Flush: true, EvenMoving: true);
            var store = QueueStore.Open(file, new SqlTexts(), reader, deduplicateFor: null, int.MaxValue, time);
            return new SqliteCopySource(store, queue, exclusive);
        }
        catch
        {
            exclusive.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file to all changes, or goes on with a copy to the same target that was broken off.</summary>
    /// <exception cref="InvalidOperationException">Workers are on it, or it is copied to another place.</exception>
    public Task<Moving> CloseAsync(string target, CancellationToken cancellationToken) =>
        _store.WriteAsync(steps => steps.Moving.Close(steps.Leases, steps.Transaction, target), cancellationToken);

    /// <summary>The copy that was begun; null for none.</summary>
    public Task<Moving?> FindAsync(CancellationToken cancellationToken) =>
        _store.WriteAsync(static steps => steps.Moving.Find(), cancellationToken);

    /// <summary>Notes that all of it is there.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _store.WriteAsync(
        static steps =>
        {
            steps.Moving.End();
            return true;
        },
        cancellationToken);

    /// <summary>Calls the copy off: the file can be worked on again.</summary>
    public Task CallOffAsync(CancellationToken cancellationToken) => _store.WriteAsync(
        static steps =>
        {
            steps.Moving.CallOff();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                path + "-copy", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new QueueUnsupportedException($"{path}: another process copies it ({exception.Message})", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new QueueUnsupportedException($"{path}-copy: {exception.Message}", exception);
        }
    }
}
