using TgWorker.Core.Queues;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sessions;

/// <summary>
/// Notices what other processes write, while somebody waits for it: it looks at the queue now and then, often at first, seldom when nothing
/// has come for a while.
/// </summary>
internal sealed class ChangeWatch(IQueueStore store, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(16);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private Task _looking = Task.CompletedTask;
    private int _waiting;
    private long? _seen;

    /// <summary>Looks out until what this returns is disposed.</summary>
    public IDisposable? Begin()
    {
        if (!store.IsShared)
        {
            return null;
        }

        lock (_lock)
        {
            if (++_waiting == 1 && _looking.IsCompleted)
            {
                _looking = LookAsync();
            }
        }

        return new Watching(this);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task LookAsync()
    {
        var pause = Soonest;
        while (true)
        {
            await Task.Delay(pause, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_lock)
            {
                if (_waiting == 0 || _closing.IsCancellationRequested)
                {
                    _looking = Task.CompletedTask;
                    return;
                }
            }

            pause = Look() ? Soonest : pause * 2 < Latest ? pause * 2 : Latest;
        }
    }

    private bool Look()
    {
        try
        {
            var version = store.Read(static reads => reads["look.version"].ReadNumber());
            if (version == _seen)
            {
                return false;
            }

            _seen = version;
            store.Bell.Ring();
            return true;
        }
        catch (QueueUnavailableException)
        {
            // The next look may.
            return false;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _waiting--;
        }
    }

    private sealed class Watching(ChangeWatch watch) : IDisposable
    {
        public void Dispose() => watch.End();
    }
}
