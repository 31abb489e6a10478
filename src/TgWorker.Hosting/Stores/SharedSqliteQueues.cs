using TgWorker.Core.Queues;
using TgWorker.Sqlite;

namespace TgWorker.Hosting.Stores;

/// <summary>
/// The files that a host has open. Its worker and its intake share them: one thread writes a file, and what is pushed wakes the worker at
/// once; in memory there is no other way.
/// </summary>
internal sealed class SharedSqliteQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string File, string Queue), Task<SqliteUpdateQueue>> _open = [];

    /// <summary>A queue that is open already, or that <paramref name="open"/> opens; to be disposed by the caller.</summary>
    public async Task<SqliteUpdateQueue> OpenAsync(string file, string queue, Func<Task<SqliteUpdateQueue>> open)
    {
        var (opening, isMine) = Find((file, queue), open);
        while (true)
        {
            try
            {
                var found = await opening;
                if ((isMine ? found : found.Share()) is { } shared)
                {
                    return shared;
                }
            }
            catch (Exception e) when (!isMine && e is QueueUnavailableException or OperationCanceledException)
            {
                // Whoever tried was told.
            }

            (opening, isMine) = FindOther((file, queue), opening, open);
        }
    }

    private (Task<SqliteUpdateQueue> Opening, bool IsMine) Find((string, string) key, Func<Task<SqliteUpdateQueue>> open)
    {
        lock (_gate)
        {
            return _open.TryGetValue(key, out var known) ? (known, false) : (_open[key] = open(), true);
        }
    }

    // The one that was found is closed, or could not be opened.
    private (Task<SqliteUpdateQueue> Opening, bool IsMine) FindOther(
        (string, string) key, Task<SqliteUpdateQueue> old, Func<Task<SqliteUpdateQueue>> open)
    {
        lock (_gate)
        {
            if (_open[key] == old)
            {
                _open.Remove(key);
            }

            return Find(key, open);
        }
    }
}
