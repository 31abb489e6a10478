using TgWorker.Envelopes;
using TgWorker.Queues;

namespace TgWorker.Handling;

/// <summary>One attempt to handle an update.</summary>
public sealed class UpdateContext
{
    internal UpdateContext(Delivery delivery, int attempt)
    {
        Job = delivery.Job;
        Fence = delivery.Fence;
        Attempt = attempt;
    }

    /// <summary>The job that carries the update.</summary>
    public Job Job { get; }

    /// <summary>The update's JSON, byte for byte as Telegram sent it.</summary>
    public ReadOnlyMemory<byte> Update => Job.Update;

    /// <summary>The bot the update came in for.</summary>
    public string Bot => Job.Bot;

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId => Job.UpdateId;

    /// <summary>The ordering key: no other update of this lane is handled at the same time.</summary>
    public string Lane => Job.Lane;

    /// <summary>Which try this is, the first one being 1.</summary>
    public int Attempt { get; }

    /// <summary>
    /// The fencing token. It grows with every delivery of the lane: a store that remembers the highest it has seen and
    /// refuses lower ones is safe from a worker that lost its lease without noticing.
    /// </summary>
    public long Fence { get; }
}
