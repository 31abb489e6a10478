using System.Runtime.CompilerServices;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>The failed jobs of an <see cref="InProcessQueue"/>.</summary>
internal sealed class InProcessFailedJobs(InProcessStore store, IJobReader reader) : IFailedJobs
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

    public Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            var inOrder = ids.Distinct().Where(store.Failed.ContainsKey).OrderBy(id => store.Failed[id].Number).ToList();

            // At the head the last goes first, so that the others come to stand before it.
            foreach (var id in atTail ? inOrder : Enumerable.Reverse(inOrder))
            {
                store.Failed.Remove(id, out var kept);
                var job = reader.Read(kept!.Job.Payload);
                store.Lanes.Return(job, RetryLane.Of(job, kept.Failed.Lane), kept.Failed.Lane, id, atTail);
            }

            store.WakeWaiters();
            return Task.FromResult<IReadOnlyList<string>>(inOrder);
        }
    }

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            return Task.FromResult(Forget(id));
        }
    }

    public Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            var old = store.Failed.Values.Where(kept => kept.Failed.FailedAt < before && !store.Lanes.IsStoppedFor(kept.Failed.Lane, kept.Failed.Id));
            return Task.FromResult(old.Select(kept => kept.Failed.Id).ToList().LongCount(Forget));
        }
    }

    public Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (store.Gate)
        {
            return Task.FromResult(store.Failed.TryAdd(job.Id, new KeptJob(job, reader.Read(job.Payload), store.NextFailureNumber())));
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
            return [.. store.Failed.Values.OrderByDescending(kept => kept.Failed.FailedAt).ThenByDescending(kept => kept.Number)];
        }
    }
}
