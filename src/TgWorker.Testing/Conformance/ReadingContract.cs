using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// A job's lane is decided once, when it is sorted. Workers that would sort it elsewhere (another key, another version) run it in the lane
/// it lies in.
/// </summary>
internal sealed class ReadingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private readonly ChangingReader _reader = new();

    protected override QueueSettings Settings => new() { Reader = _reader };

    [Rule(false)]
    [Rule(true)]
    public async Task Claim_JobThatIsReadOtherwiseByNow_IsGrantedAndFinishedInItsLane(bool takeNext)
    {
        var session = await SortAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"));
        _reader.Lane = "b";
        await PushAsync(new Entry("a", "b1"));

        var deliveries = await ClaimAsync(session);
        Assert.Equal(["a", "b"], deliveries.Select(delivery => delivery.Lane).Order());
        var head = deliveries.Single(delivery => delivery.Lane == "a");

        Assert.True((await FinishAsync(session, head, takeNext)).Accepted);
        Assert.True((await FinishAsync(session, deliveries.Single(delivery => delivery.Lane == "b"))).Accepted);
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).Failed);
    }

    [Rule]
    public async Task Finish_JobsThatAreReadOtherwiseByNow_RunInOrderToTheLast()
    {
        var session = await SortAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"));
        _reader.Lane = "b";

        Assert.Equal(["a1", "a2", "a3"], await RunAllAsync(session));
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).InLanes);
    }

    [Rule]
    public async Task Settle_JobThatIsReadOtherwiseByNow_IsAccepted()
    {
        var session = await SortAsync(new("a", "a1"), new("a", "a2"));
        _reader.Lane = "b";
        var head = await ClaimOneAsync(session);

        Assert.True(await session.NoteFailuresAsync(head, 1, default));
        Assert.True(await session.ParkAsync(head, TimeSpan.Zero, 1, default));
        head = await ClaimOneAsync(session);
        Assert.Equal(("a", 1), (head.Lane, head.Failures));
        Assert.True((await FailAsync(session, head)).Accepted);
        Assert.Equal("a", Assert.Single(await ListFailedAsync()).Lane);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_JobThatIsReadOtherwiseByNow_IsSortedAnew()
    {
        var session = await SortAsync(new Entry("a", "a1") { Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session));
        _reader.Lane = "b";
        await PushAsync(new("a", "b1"), new("a", "b2"));
        var running = await ClaimOneAsync(session);

        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));

        Assert.Empty(await ClaimAsync(session));
        Assert.Equal("a1", Text((await FinishAsync(session, running, takeNext: true)).Next!));
    }

    [Rule]
    public async Task Retry_JobThatHoldsALaneItNoLongerBelongsTo_LetsTheLaneGoOn()
    {
        var session = await SortAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        _reader.Lane = "b";

        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));

        Assert.Equal(["a:a2", "b:a1"], (await ClaimAsync(session)).Select(delivery => $"{delivery.Lane}:{Text(delivery)}").Order());
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).Stopped);
    }

    [Rule]
    public async Task Claim_JobThatWasSortedUnread_IsNotRunBesideItsChat()
    {
        _reader.Lane = UnreadableLane.Prefix + "x";
        var session = await SortAsync(new Entry("a", "a1") { Uuid = "u" });
        _reader.Lane = null;
        await PushAsync(new Entry("a", "a2"));

        var deliveries = await ClaimAsync(session);
        var unread = deliveries.Single(delivery => delivery.Lane == UnreadableLane.Prefix + "x");
        Assert.NotNull(unread.Job.Problem);
        Assert.Equal(new Entry("a", "a1") { Uuid = "u" }.ToBytes(), unread.Job.Payload.ToArray());

        await FailAsync(session, unread);
        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));
        Assert.Equal("a1", Text((await FinishAsync(session, deliveries.Single(delivery => delivery.Lane == "a"), takeNext: true)).Next!));
    }

    /// <summary>Pushes entries, has them sorted and lets go of them.</summary>
    private async Task<IQueueSession> SortAsync(params Entry[] entries)
    {
        var session = await JoinAsync();
        await PushAsync(entries);
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.Zero, 0, default);
        return session;
    }

    /// <summary>Reads as the suite's reader does, but for the lane.</summary>
    private sealed class ChangingReader : IJobReader
    {
        private readonly ConformanceJobReader _reader = new();

        /// <summary>The lane of all jobs from now on; null for what the entry says.</summary>
        public string? Lane { get; set; }

        public Job Read(ReadOnlyMemory<byte> payload)
        {
            var job = _reader.Read(payload);
            return Lane is null
                ? job
                : new Job
                {
                    Payload = job.Payload,
                    Lane = Lane,
                    Bot = job.Bot,
                    UpdateId = job.UpdateId,
                    Uuid = job.Uuid,
                    Attempts = job.Attempts,
                    Update = job.Update,
                    Problem = Lane.StartsWith(UnreadableLane.Prefix, StringComparison.Ordinal) ? "It cannot be read yet." : null,
                };
        }
    }
}
