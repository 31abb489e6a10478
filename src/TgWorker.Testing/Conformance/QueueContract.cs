using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// What every queue promises, seen through <see cref="IUpdateQueue"/> and <see cref="IQueueSession"/>. Each method with a
/// <see cref="RuleAttribute"/> is a rule, and gets an empty queue of its own.
/// </summary>
public abstract class QueueContract(IQueueUnderTest underTest) : IAsyncDisposable
{
    /// <summary>More slots than any test has lanes.</summary>
    protected const int Plenty = 100_000;

    private readonly List<IUpdateQueue> _queues = [];
    private readonly List<IQueueSession> _sessions = [];

    /// <summary>The settings the queue is opened with.</summary>
    protected virtual QueueSettings Settings { get; } = new();

    /// <summary>The queue as its producer and its operator see it.</summary>
    protected IUpdateQueue Queue => _queues[0];

    /// <summary>The failed jobs as the operator sees them.</summary>
    protected IFailedJobs FailedJobs => Queue.FailedJobs;

    /// <summary>Opens the queue.</summary>
    public async Task<IUpdateQueue> OpenAsync()
    {
        var queue = await underTest.OpenAsync(Settings);
        _queues.Add(queue);
        return queue;
    }

    /// <summary>Closes everything that was opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await underTest.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new worker incarnation, in what may as well be another process.</summary>
    protected async Task<IQueueSession> JoinAsync()
    {
        var session = await (await OpenAsync()).JoinAsync(default);
        _sessions.Add(session);
        return session;
    }

    /// <summary>Ends a worker's lease as if it had stopped renewing it.</summary>
    protected async Task LapseAsync(IQueueSession session)
    {
        _sessions.Remove(session);
        await underTest.LapseAsync(session, _sessions);
    }

    /// <summary>Ends an incarnation as a stopping worker does.</summary>
    protected async Task LeaveAsync(IQueueSession session)
    {
        _sessions.Remove(session);
        await session.LeaveAsync(default);
    }

    /// <summary>Lets lanes that are parked for up to <paramref name="time"/> fall due.</summary>
    protected Task AdvanceAsync(TimeSpan time) => underTest.AdvanceAsync(time);

    /// <summary>Pushes entries, in this order.</summary>
    protected async Task PushAsync(params Entry[] entries)
    {
        foreach (var entry in entries)
        {
            await Queue.PushAsync(entry.ToBytes(), default);
        }
    }

    /// <summary>Claims until the slots are used up or nothing more is given, as a worker does.</summary>
    protected static async Task<List<Delivery>> ClaimAsync(IQueueSession session, int slots = Plenty)
    {
        var granted = new List<Delivery>();
        var claim = default(Claim);
        for (var claims = 0; granted.Count < slots && !claim.Exhausted; claims++)
        {
            Assert.True(claims < Plenty, "Claims go on without ever being exhausted.");
            claim = await session.ClaimAsync(slots - granted.Count, default);
            granted.AddRange(claim.Granted);
        }

        return granted;
    }

    /// <summary>Claims what must be exactly one job.</summary>
    protected static async Task<Delivery> ClaimOneAsync(IQueueSession session) => Assert.Single(await ClaimAsync(session));

    /// <summary>Finishes one job.</summary>
    protected static async Task<Settled> FinishAsync(IQueueSession session, Delivery delivery, bool takeNext = false)
        => Assert.Single(await session.FinishAsync([delivery], takeNext, default));

    /// <summary>Gives one job up.</summary>
    protected static async Task<Settled> FailAsync(IQueueSession session, Delivery delivery, bool holdLane = false, bool takeNext = false)
        => await session.FailAsync(delivery, new Failure("It broke.", 1, holdLane), takeNext, default);

    /// <summary>Runs everything that can be run, one job after the other; the texts in the order in which they ran.</summary>
    protected static async Task<List<string>> RunAllAsync(IQueueSession session)
    {
        var ran = new List<string>();
        while (await ClaimAsync(session, 1) is [var delivery])
        {
            ran.Add(Entry.TextOf(delivery.Job));
            Assert.True((await FinishAsync(session, delivery)).Accepted);
        }

        return ran;
    }

    /// <summary>The failed jobs, as listed.</summary>
    protected async Task<List<FailedJob>> ListFailedAsync()
    {
        var failed = new List<FailedJob>();
        await foreach (var job in FailedJobs.ListAsync(default))
        {
            failed.Add(job);
        }

        return failed;
    }

    /// <summary>What the deliveries' entries say.</summary>
    protected static IEnumerable<string> Texts(IEnumerable<Delivery> deliveries) => deliveries.Select(Text);

    /// <summary>What the delivery's entry says.</summary>
    protected static string Text(Delivery delivery) => Entry.TextOf(delivery.Job);
}
