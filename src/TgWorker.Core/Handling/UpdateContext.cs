using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;

namespace TgWorker.Core.Handling;

/// <summary>One attempt to handle an update.</summary>
public sealed class UpdateContext
{
    private UpdateView? _view;
    private List<object>? _kept;

    internal UpdateContext(Delivery delivery, int attempt, ILaneMemory? memory = null)
    {
        Delivery = delivery;
        Attempt = attempt;
        Memory = memory;
    }

    /// <summary>The job that carries the update.</summary>
    public Job Job => Delivery.Job;

    /// <summary>The update's JSON, byte for byte as Telegram sent it.</summary>
    public ReadOnlyMemory<byte> Update => Job.Update;

    /// <summary>What the update says, read when it is first asked for.</summary>
    public UpdateView View => _view ??= new UpdateView(Update);

    /// <summary>The bot that the update is for.</summary>
    public string Bot => Job.Bot;

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId => Job.UpdateId;

    /// <summary>The ordering key: no other update of this lane is handled at the same time.</summary>
    public string Lane => Delivery.Lane;

    /// <summary>Which try this is; the first is 1.</summary>
    public int Attempt { get; }

    /// <summary>
    /// The fencing token. It grows with every delivery of the lane. A store that remembers the highest token and refuses lower ones is safe
    /// from a worker that lost its lease without noticing.
    /// </summary>
    public long Fence => Delivery.Fence;

    /// <summary>The services of this attempt: its own scope, disposed when it ends. Empty outside a host.</summary>
    public IServiceProvider Services { get; internal set; } = NoServices.Instance;

    /// <summary>The timestamp at which this try's time limit cancels it; null if there is none.</summary>
    internal long? EndsAt { get; init; }

    /// <summary>The route that took the update, as the bot's developer wrote it; null if none did, or if handlers have no routes.</summary>
    internal string? Route { get; set; }

    internal Delivery Delivery { get; }

    internal ILaneMemory? Memory { get; }

    /// <summary>The queue's timers; null if it has none.</summary>
    internal IQueueTimers? QueueTimers { get; init; }

    /// <summary>The limits of what the bot sends; null if the queue keeps none.</summary>
    internal ISendLimits? SendLimits { get; init; }

    /// <summary>What a layer above the engine stores with this attempt; null if nothing.</summary>
    internal T? Find<T>()
        where T : class
    {
        for (var i = 0; i < _kept?.Count; i++)
        {
            if (_kept[i] is T kept)
            {
                return kept;
            }
        }

        return null;
    }

    /// <summary>Stores an object with this attempt; it replaces the one of the same type.</summary>
    internal void Keep<T>(T kept)
        where T : class
    {
        _kept ??= [];
        _kept.RemoveAll(other => other is T);
        _kept.Add(kept);
    }
}
