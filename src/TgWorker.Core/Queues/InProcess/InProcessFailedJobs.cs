using System.Runtime.CompilerServices;
using TgWorker.FailedJobs;

namespace TgWorker.Queues.InProcess;

/// <summary>The failed jobs of an <see cref="InProcessQueue"/>.</summary>
internal sealed class InProcessFailedJobs(InProcessStore store) : IFailedJobs
{
    public async IAsyncEnumerable<FailedJob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var kept in Snapshot())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return kept.Failed;
        }
    }

    public Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            return Task.FromResult(store.Failed.GetValueOrDefault(id)?.Failed);
        }
    }

    public Task<bool> RetryAsync(string id, bool atTail, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            if (!store.Failed.Remove(id, out var kept))
            {
                return Task.FromResult(false);
            }

            store.Lanes.Return(kept.Job, id, atTail);
            store.WakeWaiters();
            return Task.FromResult(true);
        }
    }

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            return Task.FromResult(Forget(id));
        }
    }

    public Task<long> FlushAsync(CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            return Task.FromResult(store.Failed.Keys.ToList().LongCount(Forget));
        }
    }

    private bool Forget(string id)
    {
        if (!store.Failed.Remove(id, out var kept))
        {
            return false;
        }

        store.Lanes.Resume(kept.Failed.Lane, id);
        store.WakeWaiters();
        return true;
    }

    private List<KeptJob> Snapshot()
    {
        lock (store.Gate)
        {
            return [.. store.Failed.Values.OrderByDescending(kept => kept.Number)];
        }
    }
}
