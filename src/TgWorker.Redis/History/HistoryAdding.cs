using StackExchange.Redis;
using TgWorker.Core.History;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.History;

/// <summary>Adds to steps of a history, of all scales at once.</summary>
internal static class HistoryAdding
{
    /// <summary>Adds a text, and the last tries of lanes.</summary>
    public static Task AddAsync(
        RedisCommands connection, QueueKeys keys, Func<HistoryScale, RedisKey> step, string text,
        IEnumerable<(string Lane, string Text)> tries)
    {
        RedisValue[] values =
        [
            (long)HistoryTime.KeepFor.TotalMilliseconds, text, HistoryText.MostSeries,
            (long)HistoryTime.KeepOutcomesFor.TotalMilliseconds, IWorkHistory.MostOutcomes, IWorkHistory.MostLanes,
            .. tries.SelectMany(lane => new RedisValue[] { lane.Lane, lane.Text }),
        ];
        return connection.EvaluateAsync(
            HistoryScripts.Add,
            [
                keys.Outcomes, keys.OutcomeTimes, step(HistoryScale.Minute), step(HistoryScale.TenMinutes), step(HistoryScale.Hour),
            ],
            values);
    }
}
