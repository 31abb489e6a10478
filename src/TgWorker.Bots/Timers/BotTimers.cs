using System.Runtime.CompilerServices;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;

namespace TgWorker.Bots.Timers;

/// <summary>Timers of the queue that somebody opens when it is first asked for.</summary>
internal sealed class BotTimers(Func<CancellationToken, ValueTask<IQueueTimers>> open) : IBotTimers
{
    public Task SetAsync(TimerPlace place, string name, TimeSpan after, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.After(place, name, after, payload, notLaterThan), cancellationToken);

    public Task SetAsync(TimerPlace place, string name, DateTimeOffset at, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.At(place, name, at, payload, notLaterThan), cancellationToken);

    public Task SetAsync(TimerPlace place, string name, TimerRepeat repeat, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.Again(place, name, repeat, payload, notLaterThan), cancellationToken);

    public async Task<bool> CancelAsync(TimerPlace place, string name, CancellationToken cancellationToken = default) =>
        await (await open(cancellationToken).ConfigureAwait(false)).CancelAsync(place, name, null, cancellationToken)
            .ConfigureAwait(false) == true;

    public async IAsyncEnumerable<PendingTimer> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var timers = await open(cancellationToken).ConfigureAwait(false);
        await foreach (var timer in timers.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return timer;
        }
    }

    private async Task SetAsync(NewTimer timer, CancellationToken cancellationToken) =>
        await (await open(cancellationToken).ConfigureAwait(false)).SetAsync(timer, null, cancellationToken).ConfigureAwait(false);
}
