using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

public sealed class UpdateWorkerTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly LogLines _log = new();
    private readonly WorkerOptions _options = new() { Concurrency = 4, Grace = TimeSpan.FromHours(1) };
    private readonly CancellationTokenSource _stop = new();
    private readonly ScriptedSession _session = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScriptedHandler _handler = new(_ => UpdateOutcome.Handled);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void New_OptionsThatCannotBe_SaysAllThatIsWrong()
    {
        (_options.Concurrency, _options.Weights) = (0, [1]);

        var message = Assert.Throws<ArgumentException>(() => New(new ScriptedQueue("urgent"), new ScriptedQueue("bulk"))).Message;

        Assert.Contains("Concurrency is 0", message, StringComparison.Ordinal);
        Assert.Contains("Weights is [1]", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Stopped_EndsForThat()
    {
        var running = New(Queue()).RunAsync(_stop.Token);
        await CalledAsync(_session, "wait");

        await _stop.CancelAsync();

        Assert.Equal(WorkerExit.Stopped, await Eventually.DoneAsync(running));
        Assert.Equal([104, 106], _log.All.Select(line => line.Id));
    }

    [Fact]
    public async Task Run_StoppedBeforeItBegan_JoinsNothing()
    {
        await _stop.CancelAsync();
        var queue = Queue();

        Assert.Equal(WorkerExit.Stopped, await New(queue).RunAsync(_stop.Token));
        Assert.Equal(0, queue.Joined);
    }

    [Fact]
    public async Task StopWhenEmpty_NothingToDo_Ends()
    {
        _options.StopWhenEmpty = true;

        Assert.Equal(WorkerExit.Empty, await Eventually.DoneAsync(New(Queue()).RunAsync(_stop.Token)));
    }

    [Fact]
    public async Task StopWhenEmpty_AJobLeavesItsLaneWhileAClaimIsOnItsWay_GoesOnWithTheLane()
    {
        // A chat's next jobs become ready after the queue looked and found nothing, before its answer came.
        _options.StopWhenEmpty = true;
        var late = new TaskCompletionSource<Claim>();
        var claims = 0;
        _session.OnClaim = _ => Interlocked.Increment(ref claims) switch
        {
            1 => new(ScriptedSession.Granted(ScriptedSession.Delivery(1, "main:7"))),
            2 => new(late.Task),
            3 => new(ScriptedSession.Granted(ScriptedSession.Delivery(2, "main:7"))),
            _ => new(ScriptedSession.Nothing),
        };
        _handler = new((context, _) => context.UpdateId == 1 ? HoldAsync() : new(UpdateOutcome.Handled));
        var running = New(Queue()).RunAsync(_stop.Token);
        await CalledAsync(_session, "wait");
        _session.Wake();
        await CalledAsync(_session, "claim 3");
        _end.SetResult();
        await Eventually.TrueAsync(() => _session.Load!().Running == 0);

        late.SetResult(ScriptedSession.Nothing);
        await Eventually.TrueAsync(() =>
        {
            _session.Wake();
            return running.IsCompleted;
        });

        Assert.Equal(WorkerExit.Empty, await running);
        Assert.Equal(2, _handler.Calls);
    }

    [Fact]
    public async Task StopWhenEmpty_AJobIsPutOffWhileAClaimIsOnItsWay_AsksAgain()
    {
        _options.StopWhenEmpty = true;
        _options.Retry.WaitInWorker = TimeSpan.Zero;
        var late = new TaskCompletionSource<Claim>();
        var claims = 0;
        _session.OnClaim = _ => Interlocked.Increment(ref claims) switch
        {
            1 => new(ScriptedSession.Granted(ScriptedSession.Delivery(1))),
            2 => new(late.Task),
            3 => new(ScriptedSession.Granted(ScriptedSession.Delivery(1))),
            _ => new(ScriptedSession.Nothing),
        };
        _handler = new(async (_, _) =>
        {
            await _end.Task;
            return _handler.Calls == 1 ? UpdateOutcome.Wait(TimeSpan.FromMilliseconds(50), "429") : UpdateOutcome.Handled;
        });
        var running = New(Queue()).RunAsync(_stop.Token);
        await CalledAsync(_session, "wait");
        _session.Wake();
        await CalledAsync(_session, "claim 3");
        _end.SetResult();
        await CalledAsync(_session, "park 1 0.05 s, 0 failures");
        await Eventually.TrueAsync(() => _session.Load!().Running == 0);

        late.SetResult(ScriptedSession.Nothing);
        await Eventually.TrueAsync(() =>
        {
            _session.Wake();
            return running.IsCompleted;
        });

        Assert.Equal(2, _handler.Calls);
    }

    [Fact]
    public async Task StopWhenEmpty_AJobOfOneQueuePushesToAnother_DoesThatToo()
    {
        _options.StopWhenEmpty = true;
        var (first, second) = (new ScriptedSession(), new ScriptedSession());
        var isPushed = false;
        var claims = 0;
        first.OnClaim = _ => new(
            isPushed && Interlocked.Increment(ref claims) == 1 ? ScriptedSession.Granted(ScriptedSession.Delivery(2))
                : ScriptedSession.Nothing);
        var secondClaims = 0;
        second.OnClaim = _ => new(
            Interlocked.Increment(ref secondClaims) == 1 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _handler = new(async (context, _) =>
        {
            await (context.UpdateId == 1 ? _end.Task : Task.CompletedTask);
            isPushed = true;
            return UpdateOutcome.Handled;
        });
        var running = New(new ScriptedQueue("first", first), new ScriptedQueue("second", second)).RunAsync(_stop.Token);
        await CalledAsync(first, "wait");
        await CalledAsync(second, "wait");

        _end.SetResult();
        await Eventually.TrueAsync(() =>
        {
            first.Wake();
            second.Wake();
            return running.IsCompleted;
        });

        Assert.Equal((WorkerExit.Empty, 2), (await running, _handler.Calls));
    }

    [Fact]
    public async Task MaxJobs_OverTwoQueues_StartsNoMoreAndEnds()
    {
        _options.MaxJobs = 3;
        var ids = 0;
        ValueTask<Claim> Grant(int slots) =>
            new(new Claim([.. Enumerable.Range(0, slots).Select(_ => ScriptedSession.Delivery(Interlocked.Increment(ref ids)))], 0,
                Exhausted: false));
        var (first, second) = (new ScriptedSession { OnClaim = Grant }, new ScriptedSession { OnClaim = Grant });

        var exit = await Eventually.DoneAsync(
            New(new ScriptedQueue("first", first), new ScriptedQueue("second", second)).RunAsync(_stop.Token));

        Assert.Equal((WorkerExit.MaxJobs, 3, 3), (exit, _handler.Calls, ids));
    }

    [Fact]
    public async Task MaxJobs_TheLastOneRuns_AsksForNothingMeanwhile()
    {
        _options.MaxJobs = 1;
        _session.OnClaim = _ => new(new Claim([ScriptedSession.Delivery(1)], 0, Exhausted: false));
        _handler = new((_, _) => HoldAsync());
        var running = New(Queue()).RunAsync(_stop.Token);
        await Eventually.TrueAsync(() => _handler.Calls == 1);
        await _time.WaitForTimersAsync(3);
        Assert.Equal(["claim 1"], _session.Calls);

        _end.SetResult();

        Assert.Equal(WorkerExit.MaxJobs, await Eventually.DoneAsync(running));
    }

    [Fact]
    public async Task MaxTime_IsOver_Ends()
    {
        _options.MaxTime = TimeSpan.FromMinutes(5);
        var running = New(Queue()).RunAsync(_stop.Token);
        await CalledAsync(_session, "wait");

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(WorkerExit.MaxTime, await Eventually.DoneAsync(running));
    }

    [Fact]
    public async Task Run_LeaseIsLost_JoinsAgainUnderANewName()
    {
        var isLost = true;
        var (lost, next) = (new ScriptedSession { Incarnation = "lost" }, new ScriptedSession { Incarnation = "next" });
        lost.OnClaim = _ => isLost ? throw new LeaseLostException("lost") : default;
        var running = New(new ScriptedQueue("orders", lost, next)).RunAsync(_stop.Token);

        await CalledAsync(next, "wait");

        Assert.Equal("Worker lost lost its lease: its handlers were cancelled, and it joins again under a new name",
            Assert.Single(_log.Of(105)).Text);
        await _stop.CancelAsync();
        await Eventually.DoneAsync(running);
    }

    [Fact]
    public async Task Run_QueueIsAwayAtTheStart_TriesUntilItIsThere()
    {
        var queue = Queue();
        queue.OnJoin = number => number < 3 ? throw new QueueUnavailableException("gone\nwarn: all is well") : default;
        var running = New(queue).RunAsync(_stop.Token);
        for (var pause = 0; pause < 2; pause++)
        {
            await _time.WaitForTimersAsync();
            _time.Advance(TimeSpan.FromMilliseconds(200));
        }

        await CalledAsync(_session, "wait");
        Assert.Equal("The queue is not available; the worker keeps trying. gone\\nwarn: all is well", Assert.Single(_log.Of(101)).Text);
        await _stop.CancelAsync();
        await Eventually.DoneAsync(running);
    }

    [Fact]
    public async Task Run_OneOfTwoQueuesBreaks_EndsTheOtherAndThrows()
    {
        var broken = new ScriptedSession { OnClaim = static _ => throw new InvalidCastException("a bug") };
        var running = New(new ScriptedQueue("fine", _session), new ScriptedQueue("broken", broken)).RunAsync(_stop.Token);

        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidCastException>(() => Eventually.DoneAsync(running))).Message);
        Assert.Contains("leave", _session.Calls);
    }

    [Fact]
    public async Task Pause_BeforeItRuns_ClaimsNothingUntilContinue()
    {
        var worker = New(Queue());
        worker.Pause();
        worker.Pause();
        var running = worker.RunAsync(_stop.Token);
        await _time.WaitForTimersAsync(2);
        Assert.Empty(_session.Calls);

        worker.Continue();

        await CalledAsync(_session, "wait");
        Assert.Equal(["This worker was paused: running jobs finish, and it claims nothing new", "This worker was continued"],
            _log.All.Where(line => line.Id is 108 or 112).Select(line => line.Text));
        await _stop.CancelAsync();
        await Eventually.DoneAsync(running);
    }

    [Fact]
    public async Task Continue_WhileAnOperatorPauses_StaysPaused()
    {
        _session.OnRenew = static () => new(new Heartbeat(Paused: true, false, 0));
        var worker = New(Queue());
        var running = worker.RunAsync(_stop.Token);
        await Eventually.TrueAsync(() => _log.Of(103).Count == 1);

        worker.Pause();
        worker.Continue();

        Assert.Equal("Queue orders was paused by an operator", _log.Of(103)[0].Text);
        Assert.Empty(_session.Calls);
        await _stop.CancelAsync();
        await Eventually.DoneAsync(running);
    }

    private UpdateWorker New(params ScriptedQueue[] queues) => new(queues, _handler, _options, _time, _log);

    private ScriptedQueue Queue() => new("orders", _session);

    private static Task CalledAsync(ScriptedSession session, string call) =>
        Eventually.TrueAsync(() => session.Calls.Contains(call), what: call);

    private async ValueTask<UpdateOutcome> HoldAsync()
    {
        await _end.Task;
        return UpdateOutcome.Handled;
    }
}
