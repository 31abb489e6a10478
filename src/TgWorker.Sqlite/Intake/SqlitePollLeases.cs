using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Intake;

/// <summary>The rights to poll, kept in the queue's file and timed by its clock.</summary>
/// <param name="open">The store; opens it where it is not open yet.</param>
internal sealed class SqlitePollLeases(Func<CancellationToken, ValueTask<IQueueStore>> open) : IPollLeases
{
    public async Task<IReadOnlyList<PollLease?>> HoldAsync(
        string holder, IReadOnlyList<string> bots, TimeSpan length, CancellationToken cancellationToken)
    {
        var store = await open(cancellationToken).ConfigureAwait(false);
        return await store.WriteAsync(
            steps => bots.Select(bot => steps.Polling.Hold(steps.Transaction, holder, bot, QueueClock.Length(length))).ToArray(),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task ReleaseAsync(string holder, IReadOnlyList<string> bots, CancellationToken cancellationToken)
    {
        var store = await open(cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(
            steps =>
            {
                foreach (var bot in bots)
                {
                    steps.Polling.Release(holder, bot);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> PushAsync(PollLease lease, PollBatch batch, CancellationToken cancellationToken)
    {
        var store = await open(cancellationToken).ConfigureAwait(false);
        var answer = await store.WriteAsync(steps => steps.Polling.Push(steps.Transaction, lease, batch), cancellationToken)
            .ConfigureAwait(false);
        NoRoom.ThrowIf(answer.Refused, store.Path);
        return answer.IsHolders;
    }
}
