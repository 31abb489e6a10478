using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What the suite expects of a lane: its jobs in order, and who may run the head.</summary>
internal sealed class ModelLane(string name)
{
    private long _fence = long.MinValue;

    public string Name { get; } = name;

    public List<ModelJob> Jobs { get; } = [];

    public IQueueSession? Holder { get; private set; }

    /// <summary>The delivery that is with <see cref="Holder"/>.</summary>
    public Delivery? Current { get; private set; }

    /// <summary>The failed job the lane is stopped for.</summary>
    public string? StoppedFor { get; set; }

    /// <summary>It must not be granted yet.</summary>
    public bool Parked { get; set; }

    /// <summary>It need not be granted yet.</summary>
    public bool MayBeParked { get; set; }

    public bool MustBeGranted => Jobs.Count > 0 && Holder is null && StoppedFor is null && !MayBeParked;

    /// <summary>Where a retried job goes; null where the promises leave it open.</summary>
    public int? FrontForRetry => Holder is not null ? 1 : Jobs is [{ Started: true }, ..] ? null : 0;

    public void Grant(Delivery delivery, IQueueSession session)
    {
        Assert.Null(Holder);
        Assert.Null(StoppedFor);
        Assert.False(Parked, $"Lane {Name} was granted before it was due.");
        Take(delivery, session);
    }

    /// <summary>The head is done; the answer must grant what comes next, if it was asked for.</summary>
    public void Settle(Settled settled, bool takeNext)
    {
        Assert.True(settled.Accepted);
        Jobs.RemoveAt(0);
        var session = Holder!;
        LetGo();
        if (settled.Next is { } next)
        {
            Assert.True(takeNext);
            Take(next, session);
        }
        else
        {
            Assert.True(!takeNext || StoppedFor is not null || Jobs is not [{ Sorted: true }, ..],
                $"Lane {Name} did not give its next job.");
        }
    }

    public void LetGo()
    {
        Holder = null;
        Current = null;
    }

    private void Take(Delivery delivery, IQueueSession session)
    {
        Assert.NotEmpty(Jobs);
        var head = Jobs[0];
        Assert.Equal(
            (head.Text, head.Failures, head.Lapses),
            (Entry.TextOf(delivery.Job), delivery.Failures, delivery.Lapses));
        Assert.True(delivery.Fence > _fence, $"The fence of lane {Name} went from {_fence} to {delivery.Fence}.");
        _fence = delivery.Fence;
        head.Started = true;
        MayBeParked = false;
        Holder = session;
        Current = delivery;
    }
}
