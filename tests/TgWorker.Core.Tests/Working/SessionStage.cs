using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

/// <summary>The parts of a session around a scripted queue, on a clock that stands still: for tests of one part, or of the whole.</summary>
internal sealed class SessionStage : IAsyncDisposable
{
    private readonly Lazy<Parts> _parts;
    private readonly CancellationTokenSource _asked = new();

    public SessionStage() => _parts = new(() => new Parts(this));

    public FakeTime Time { get; } = new();

    public ScriptedSession Queue { get; init; } = new();

    public LogLines Log { get; } = new();

    public WorkerOptions Options { get; } =
        new() { Concurrency = 4, Grace = TimeSpan.FromHours(1), Retry = { Backoff = [TimeSpan.FromSeconds(1)] } };

    public WorkerPulse Pulse => field ??= new WorkerPulse(Time);

    public ScriptedHandler Handler { get; set; } = new(_ => UpdateOutcome.Handled);

    public WorkerStop Stop => _parts.Value.Stop;

    public SlotGate Slots => _parts.Value.Gate;

    public LeaseKeeper Lease => _parts.Value.Lease;

    public RestingRuns Resting => _parts.Value.Resting;

    public RunsAhead Ahead => _parts.Value.Ahead;

    public OpenRuns Runs => _parts.Value.Runs;

    public Crash Crash => _parts.Value.Crash;

    public JobExecutor Executor => _parts.Value.Executor;

    public Settler Settler => _parts.Value.Settler;

    public PauseBoard Pauses => _parts.Value.Pauses;

    public QueueWork Work => _parts.Value.Work;

    /// <summary>A run of a delivery, with a slot, that does not start by itself.</summary>
    public LaneRun Run(Delivery delivery)
    {
        Assert.Equal(1, Slots.TakeFree(1, 0));
        var run = new LaneRun(delivery, Executor, Settler);
        Runs.Open([run]);
        return run;
    }

    /// <summary>Takes a delivery to its verdict.</summary>
    public Task<Verdict> ExecuteAsync(Delivery delivery) => Executor.ExecuteAsync(Run(delivery)).AsTask();

    /// <summary>A whole session, with parts of its own.</summary>
    public Session NewSession() => new(_parts.Value.Observed, Time.GetTimestamp(), Work, _parts.Value.Worker);

    /// <summary>Lets the retry's wait end, once it has begun.</summary>
    public async Task PassAsync(TimeSpan delay, int timers = 1)
    {
        await Time.WaitForTimersAsync(timers);
        Time.Advance(delay + TimeSpan.FromMilliseconds(5));
    }

    /// <summary>Lets the wait of the only run that rests end, once it has begun; no time limit's timer is taken for it.</summary>
    public async Task RestAsync(TimeSpan delay)
    {
        await Eventually.TrueAsync(() => Resting.Count == 1 && Time.Timers == 2);
        Time.Advance(delay + TimeSpan.FromMilliseconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        if (_parts.IsValueCreated)
        {
            await Lease.DisposeAsync();
            Ahead.Dispose();
            _parts.Value.Life.Dispose();
            Stop.Dispose();
        }

        _asked.Dispose();
    }

    public Task AskToStopAsync() => _asked.CancelAsync();

    private sealed class Parts
    {
        public Parts(SessionStage stage)
        {
            var (time, options, log) = (stage.Time, stage.Options, stage.Log);
            Stop = new WorkerStop(options, time, stage._asked.Token);
            Gate = new SlotGate(options.Concurrency);
            Pauses = new PauseBoard(["scripted"], log);
            Work = new QueueWork(0, options, Gate, Pauses, new Availability(time, log), Stop, time);
            var idle = options.StopWhenEmpty ? new IdleWatch(1, () => Stop.Stop(WorkerExit.Empty)) : null;
            var budget = new JobBudget(options.MaxJobs, Stop);
            Worker = new WorkerParts(stage.Handler, new RetryPipeline(options.Retry, time), options, Stop, budget, idle, time, log);
            var pulse = stage.Pulse.Of("scripted");
            pulse.Join(stage.Queue.Lease, time.GetTimestamp());
            Observed = new ObservedSession(
                stage.Queue, new ScriptedQueue("scripted", stage.Queue), pulse, new HistoryWriter(null, time), time);
            Lease = new LeaseKeeper(Observed, time.GetTimestamp(), Work.Beat, Work.Away, time);
            Life = new SessionLife(Lease, Stop);
            Crash = new Crash(Lease);
            Resting = new RestingRuns(Work.Slots, options.Concurrency, Stop.Stopping);
            Ahead = new RunsAhead(time);
            Runs = new OpenRuns(Work.Slots, Resting, Ahead, budget, idle);
            Settler = new Settler(Observed, Life, Runs, Work, Crash, options.OnFailure, time, log);
            Executor = new JobExecutor(
                new AttemptRunner(stage.Handler, Observed, Life, time), Worker.Pipeline, options, Observed, Life, Resting, time, log);
        }

        public WorkerStop Stop { get; }

        public SlotGate Gate { get; }

        public PauseBoard Pauses { get; }

        public QueueWork Work { get; }

        public WorkerParts Worker { get; }

        public ObservedSession Observed { get; }

        public LeaseKeeper Lease { get; }

        public SessionLife Life { get; }

        public Crash Crash { get; }

        public RestingRuns Resting { get; }

        public RunsAhead Ahead { get; }

        public OpenRuns Runs { get; }

        public Settler Settler { get; }

        public JobExecutor Executor { get; }
    }
}
