using System.Runtime.CompilerServices;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Timers;

/// <summary>The timers of a queue in SQLite.</summary>
internal sealed class SqliteTimers(IQueueStore store, IJobReader reader) : IQueueTimers
{
    private const int Page = 500;

    public async Task<bool> SetAsync(NewTimer timer, Delivery? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var due = TimerDue.Of(timer, store.Clock.UtcNow);
        var entry = TimerEntry.Write(timer, due);
        var key = $"{TimerEntry.LaneOf(reader, entry)}/{timer.Name}";
        var (isSet, reason) = await store.WriteAsync(
            steps =>
            {
                if (!steps.Timers.MayWrite(HeldBy(by)))
                {
                    return (false, null);
                }

                if (steps.Transaction.NoRoom is { } full)
                {
                    return (false, full);
                }

                var at = timer.After is { } after ? store.Clock.Now + Math.Max(QueueClock.Length(after), 0) : store.Clock.Of(due);
                steps.Timers.Set(steps.Transaction, key, at, TimerRule.Of(timer), entry);
                return (true, (string?)null);
            },
            cancellationToken).ConfigureAwait(false);
        return reason is null ? isSet
            : throw new QueueUnavailableException($"{store.Path}: {reason}", new IOException(reason), mayHaveHappened: false);
    }

    public Task<bool?> CancelAsync(TimerPlace place, string name, Delivery? by, CancellationToken cancellationToken) =>
        CancelAsync(TimerEntry.IdOf(reader, place, name), by, cancellationToken);

    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken) =>
        await CancelAsync(id, null, cancellationToken).ConfigureAwait(false) == true;

    public async IAsyncEnumerable<PendingTimer> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (due, key) = (long.MinValue, "");
        List<(string Key, long Due, string Rule)> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = ReadPage(due, key);
            foreach (var timer in page)
            {
                var rule = TimerRule.Parse(timer.Rule);
                yield return new PendingTimer(timer.Key, ToMillisecond(store.Clock.ToUtc(timer.Due)), rule.Repeat, rule.NotLaterThan);
                (due, key) = (timer.Due, timer.Key);
            }

            await Task.Yield();
        }
        while (page.Count == Page);
    }

    private List<(string Key, long Due, string Rule)> ReadPage(long due, string key) => store.Read(reads =>
    {
        var page = new List<(string, long, string)>();
        var timers = reads["look.timers"].Bind(1, due).Bind(2, key).Bind(3, Page);
        while (timers.Read())
        {
            page.Add((timers.Text(0), timers.Number(1), timers.Text(2)));
        }

        return page;
    });

    private async Task<bool?> CancelAsync(string id, Delivery? by, CancellationToken cancellationToken) => await store.WriteAsync(
        steps => steps.Timers.MayWrite(HeldBy(by)) ? steps.Timers.Cancel(id) : (bool?)null, cancellationToken).ConfigureAwait(false);

    // The time of day is told from the queue's clock to within some microseconds: nine o'clock is not to be a second before.
    private static DateTimeOffset ToMillisecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round((time - DateTimeOffset.UnixEpoch).TotalMilliseconds));

    private static HeldHead? HeldBy(Delivery? by) => by is null ? null : new HeldHead(0, by.Receipt, by.Lane, by.Fence);
}
