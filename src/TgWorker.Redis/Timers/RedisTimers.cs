using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Core.Timers;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Timers;

/// <summary>The timers of a queue on Redis.</summary>
/// <param name="connection">The connection.</param>
/// <param name="keys">The queue's keys.</param>
/// <param name="reader">Tells an entry's lane.</param>
/// <param name="time">The clock of whoever sets timers; what is due goes by Redis's.</param>
/// <param name="set">Told of each timer that was set, in how many milliseconds it is due; null for nobody.</param>
internal sealed class RedisTimers(RedisCommands connection, QueueKeys keys, IJobReader reader, TimeProvider time, Action<long>? set = null)
    : IQueueTimers
{
    private const int Page = 500;

    public async Task<bool> SetAsync(NewTimer timer, Delivery? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        cancellationToken.ThrowIfCancellationRequested();
        var due = TimerDue.Of(timer, time.GetUtcNow());
        var entry = TimerEntry.Write(timer, due);
        var after = timer.After is { } length ? (long)Math.Ceiling(Math.Max(length.TotalMilliseconds, 0)) : (long?)null;
        RedisValue[] values =
        [
            $"{TimerEntry.LaneOf(reader, entry)}/{timer.Name}", after is null ? due.ToUnixTimeMilliseconds() : "", after ?? 0, entry,
            TimerRule.Of(timer).Text,
            by?.Lane ?? "", by?.Fence ?? 0,
        ];
        var milliseconds = (long)await connection.EvaluateAsync(
            TimerScripts.Set, [keys.Timers, keys.TimerEntries, keys.TimerRules, keys.TimersSoonest, keys.Lanes], values)
                .ConfigureAwait(false);
        if (milliseconds < 0)
        {
            return false;
        }

        set?.Invoke(milliseconds);
        return true;
    }

    public Task<bool?> CancelAsync(TimerPlace place, string name, Delivery? by, CancellationToken cancellationToken) =>
        CancelAsync(TimerEntry.IdOf(reader, place, name), by, cancellationToken);

    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken) =>
        await CancelAsync(id, null, cancellationToken).ConfigureAwait(false) == true;

    public async IAsyncEnumerable<PendingTimer> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = 0; ; from += Page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = (RedisValue[])(
                await connection.ExecuteAsync("ZRANGE", keys.Timers, from, from + Page - 1, "WITHSCORES").ConfigureAwait(false))!;
            var timers = page.Chunk(2).ToList();
            var rules = timers.Count == 0 ? []
                : await connection.ReadFieldsAsync(keys.TimerRules, [.. timers.Select(timer => timer[0])]).ConfigureAwait(false);
            for (var i = 0; i < timers.Count; i++)
            {
                var rule = TimerRule.Parse(rules[i]);
                yield return new PendingTimer(
                    (string)timers[i][0]!, KeptTime.AtMilliseconds((double)timers[i][1]), rule.Repeat, rule.NotLaterThan);
            }

            if (timers.Count < Page)
            {
                yield break;
            }
        }
    }

    private async Task<bool?> CancelAsync(string id, Delivery? by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (long)await connection.EvaluateAsync(
            TimerScripts.Cancel, [keys.Timers, keys.TimerEntries, keys.TimerRules, keys.Lanes], [id, by?.Lane ?? "", by?.Fence ?? 0])
                .ConfigureAwait(false) switch
        {
            1 => true,
            0 => false,
            _ => null,
        };
    }
}
