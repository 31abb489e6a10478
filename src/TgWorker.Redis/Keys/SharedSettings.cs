using StackExchange.Redis;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Keys;

/// <summary>
/// What all workers on a queue must agree on, for its chats to stay in order: kept with the queue, and compared when a worker joins.
/// </summary>
/// <param name="orderedBy">What decides a job's lane beside its payload.</param>
/// <param name="take">Which end of the list holds the oldest entry.</param>
internal sealed class SharedSettings(string orderedBy, TakeFrom take)
{
    /// <summary>The field of <see cref="QueueKeys.Settings"/> that says what the lanes are ordered by.</summary>
    public const string OrderBy = "order_by";

    private const string Take = "take";
    private const string Format = "format";

    // Grows when workers of an older version could no longer read what lies in the lanes.
    private const string ThisFormat = "1";

    private readonly string _take = take.ToString().ToLowerInvariant();

    /// <summary>Names and values, as join.lua takes them.</summary>
    public RedisValue[] Values => [Format, ThisFormat, OrderBy, orderedBy, Take, _take];

    /// <summary>Why a worker cannot join a queue, and the way out.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="setting">The setting that differs.</param>
    /// <param name="kept">What the queue has.</param>
    public QueueUnsupportedException Refuse(string queue, string setting, string kept)
    {
        var what = setting switch
        {
            OrderBy => $"orders its updates by '{kept}', and this worker by '{orderedBy}' (--order-by)",
            Take => $"is taken from its {kept}, and by this worker from its {_take} (--take)",
            _ => $"is kept in format {kept}, and this version of tgworker knows format {ThisFormat}",
        };
        return new QueueUnsupportedException(
            $"Queue '{queue}' {what}. Updates would get out of order, so this worker does not join. Start it with the queue's setting; " +
            "or, to change it, stop all workers, run 'tgworker drain' and start them with the new one.");
    }
}
