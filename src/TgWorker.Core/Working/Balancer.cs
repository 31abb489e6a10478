using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>
/// Moves slots of one worker to the queues that need them, as Horizon's <c>auto</c> moves processes; by waiting time or by
/// size. It looks at the queues once per cooldown; claims know nothing of it but their limit.
/// </summary>
internal sealed partial class Balancer(
    IReadOnlyList<IUpdateQueue> queues, SlotGate slots, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private readonly int[] _shares = SlotShares.Even(options.Concurrency, queues.Count, options.Balance);

    /// <summary>Balances until <paramref name="stopping"/>. Never throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        for (var i = 0; i < _shares.Length; i++)
        {
            slots.Limit(i, _shares[i]);
        }

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Balance.Cooldown, time, stopping).ConfigureAwait(false);
                await BalanceAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
            {
                // The shares stay as they are; that the queue is away is logged by those who need it.
            }
        }
    }

    private async Task BalanceAsync(CancellationToken stopping)
    {
        var statuses = await Task.WhenAll(queues.Select(queue => queue.GetStatusAsync(stopping))).ConfigureAwait(false);
        var loads = Array.ConvertAll(statuses, Load);
        var next = SlotShares.Next(_shares, loads, options.Concurrency, options.Balance);

        // Those that lose first: what they give up is there for the others.
        foreach (var i in Enumerable.Range(0, next.Length).OrderBy(i => next[i] - _shares[i]))
        {
            if (next[i] != _shares[i])
            {
                Report(i, next[i], loads);
                slots.Limit(i, next[i]);
                _shares[i] = next[i];
            }
        }
    }

    private double Load(QueueStatus status) => status.Paused
        ? 0
        : options.Balance.By == BalanceBy.Time ? Math.Max(status.OldestWait?.TotalSeconds ?? 0, 0) : status.Pending + status.ReadyNow;

    private void Report(int queue, int slots, double[] loads)
    {
        var (own, others) = (loads[queue], loads.Sum() - loads[queue]);
        if (options.Balance.By == BalanceBy.Time)
        {
            ChangedByTime(logger, queues[queue].Name, _shares[queue], slots, Math.Round(own, 1), Math.Round(others, 1));
        }
        else
        {
            ChangedBySize(logger, queues[queue].Name, _shares[queue], slots, (long)own, (long)others);
        }
    }

    [LoggerMessage(107, LogLevel.Information,
        "Queue {Queue} has {After} slots instead of {Before}: its oldest update has waited {Wait} s, those of the others {OtherWaits} s")]
    private static partial void ChangedByTime(ILogger logger, string queue, int before, int after, double wait, double otherWaits);

    [LoggerMessage(111, LogLevel.Information,
        "Queue {Queue} has {After} slots instead of {Before}: {Updates} updates wait in it, {OtherUpdates} in the others")]
    private static partial void ChangedBySize(ILogger logger, string queue, int before, int after, long updates, long otherUpdates);
}
