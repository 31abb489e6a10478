using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>
/// Moves slots of one worker to the queues that need them, as Horizon's <c>auto</c> moves processes; by waiting time or by
/// size. It looks at the queues once per cooldown; claims know nothing of it but their limit.
/// </summary>
internal sealed partial class Balancer(IReadOnlyList<IUpdateQueue> queues, SlotGate slots, WorkerOptions options, TimeProvider time, ILogger logger)
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
                Changed(logger, queues[i].Name, _shares[i], next[i], Why(i, loads));
                slots.Limit(i, next[i]);
                _shares[i] = next[i];
            }
        }
    }

    private double Load(QueueStatus status) => status.Paused
        ? 0
        : options.Balance.By == BalanceBy.Time ? Math.Max(status.OldestWait?.TotalSeconds ?? 0, 0) : status.Pending + status.ReadyNow;

    private string Why(int queue, double[] loads)
    {
        var (own, others) = (loads[queue], loads.Sum() - loads[queue]);
        return options.Balance.By == BalanceBy.Time
            ? string.Create(CultureInfo.InvariantCulture, $"its oldest update has waited {own:0.0} s, those of the others {others:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{own:0} updates wait in it, {others:0} in the others");
    }

    [LoggerMessage(107, LogLevel.Information, "Queue {Queue} has {After} slots instead of {Before}: {Why}")]
    private static partial void Changed(ILogger logger, string queue, int before, int after, string why);
}
