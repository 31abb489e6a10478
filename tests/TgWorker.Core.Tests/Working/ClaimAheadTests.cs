using System.Collections.Concurrent;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

public sealed class ClaimAheadTests : IAsyncLifetime
{
    private readonly SessionStage _stage = new();

    private ScriptedSession Queue => _stage.Queue;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Theory]
    [InlineData(0, 64, 0)]
    [InlineData(1.28, 64, 0)] // 64 handlers of 50 ms
    [InlineData(3.19, 64, 0)]
    [InlineData(3.2, 64, 16)]
    [InlineData(20, 64, 100)]
    [InlineData(80, 64, 256)]
    [InlineData(80, 256, 400)]
    [InlineData(500, 1000, 512)]
    [InlineData(500, 3, 0)]
    [InlineData(500, 4, 16)]
    public void For_UpdatesPerMillisecond_AllowsWhatIsWorkedOffInFiveAndFourPerSlotAtTheMost(double rate, int slots, int allowed) =>
        Assert.Equal(allowed, ClaimAhead.For(rate, slots));

    [Fact]
    public async Task Session_HandlersAreQuick_ClaimsMoreThanThereAreSlots()
    {
        _stage.Options.Concurrency = 256;
        var next = 0;
        Queue.OnClaim = slots =>
        {
            _stage.Time.Advance(TimeSpan.FromMilliseconds(20));
            return new(ScriptedSession.Granted([.. Enumerable.Range(0, slots).Select(_ => ScriptedSession.Delivery(++next))]) with
            {
                Exhausted = false,
            });
        };
        await using var session = _stage.NewSession();
        var running = session.RunAsync();

        await Eventually.TrueAsync(() => Queue.Calls.Any(call => call.StartsWith("claim ", StringComparison.Ordinal)
            && int.Parse(call[6..], null) > 256));

        await _stage.AskToStopAsync();
        await Eventually.DoneAsync(running);
        Assert.Equal(0, Queue.Load!().Running);
    }

    [Theory]
    [InlineData(0, -16)]
    [InlineData(16, 0)]
    [InlineData(20, 4)]
    [InlineData(64, 32)]
    [InlineData(512, 256)]
    public void LowWith_SoManyAllowed_LeavesRoomForAClaimThatIsWorthIt(int allowed, int low) =>
        Assert.Equal(low, ClaimAhead.LowWith(allowed));

    [Fact]
    public async Task Session_NoSlotIsFreeAndHalfOfThoseAheadHaveStarted_ClaimsTheNextOnes()
    {
        const int slots = 16;
        const int most = 4 * slots;
        _stage.Options.Concurrency = slots;
        var end = new SemaphoreSlim(0);
        _stage.Handler = new(async (_, _) =>
        {
            await end.WaitAsync(CancellationToken.None);
            return UpdateOutcome.Handled;
        });
        var claims = 0;
        Queue.OnClaim = asked =>
        {
            if (++claims == 1)
            {
                // As if they were as quick as can be.
                _stage.Work.CountFinished(10_000);
                _stage.Time.Advance(TimeSpan.FromMilliseconds(20));
            }

            var from = claims * 1000;
            return new(claims > 2 ? ScriptedSession.Granted()
                : ScriptedSession.Granted([.. Enumerable.Range(from, asked).Select(id => ScriptedSession.Delivery(id))])
                    with { Exhausted = false });
        };
        await using var session = _stage.NewSession();
        var running = session.RunAsync();

        await ClaimedAsync($"claim {slots}", $"claim {most}");
        end.Release(most / 2);
        await ClaimedAsync($"claim {slots}", $"claim {most}", $"claim {most / 2}");

        end.Release(slots + (most / 2));
        await CalledAsync("finish", slots + most);
        await _stage.AskToStopAsync();
        await Eventually.DoneAsync(running);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void MayClaimAhead_JobsAreCounted_No(int maxJobs, bool may)
    {
        _stage.Options.MaxJobs = maxJobs;
        Assert.Equal(may, _stage.Work.MayClaimAhead);
    }

    [Fact]
    public void IsForOne_SeveralQueues_No()
    {
        Assert.True(new SlotGate(4).IsForOne);
        Assert.False(new SlotGate(4, 2).IsForOne);
    }

    [Fact]
    public async Task Start_SlotsAreFree_StartsTheFirstOfThoseAheadInThem()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new ConcurrentQueue<long?>();
        _stage.Handler = new(async (context, _) =>
        {
            started.Enqueue(context.UpdateId);
            await end.Task;
            return UpdateOutcome.Handled;
        });
        Ahead(1, 2, 3);
        Assert.Equal(2, _stage.Slots.TakeFree(2, 0));

        Assert.Equal(2, _stage.Ahead.Start(2));

        await Eventually.EqualAsync(2, () => Task.FromResult(started.Count));
        Assert.Equal([1, 2], started.Order());
        Assert.Equal((2, 1), (_stage.Runs.WithSlot, _stage.Ahead.Count));
        end.SetResult();
        await CalledAsync("finish", 3);
        await Eventually.EqualAsync(4, () => Task.FromResult(_stage.Slots.Free));
    }

    [Fact]
    public async Task End_ARunsSlot_GoesToTheNextOfThoseAhead()
    {
        var run = _stage.Run(ScriptedSession.Delivery(9));
        Ahead(1);
        Assert.Equal(3, _stage.Slots.Free);

        _stage.Runs.End(run);

        await CalledAsync("finish", 1);
        await Eventually.EqualAsync(4, () => Task.FromResult(_stage.Slots.Free));
        Assert.Equal((0, 0), (_stage.Runs.Count, _stage.Ahead.Count));
    }

    [Fact]
    public async Task Wait_NoSlotComesInTime_GivesThemBackInTheirPlaceWithoutATry()
    {
        Ahead(1, 2);
        _stage.Time.Advance(RunsAhead.LongestWait / 2);
        Ahead(3);
        Assert.DoesNotContain(Queue.Calls, call => call.StartsWith("park", StringComparison.Ordinal));

        _stage.Time.Advance(RunsAhead.LongestWait / 2);

        await CalledAsync("park", 2);
        Assert.Equal(["park 1 0 s, 0 failures", "park 2 0 s, 0 failures"], Queue.Calls.Order());
        Assert.Equal((1, 1), (_stage.Ahead.Count, _stage.Runs.Count));

        _stage.Time.Advance(RunsAhead.LongestWait / 2);
        await CalledAsync("park", 3);
        await Eventually.EqualAsync(0, () => Task.FromResult(_stage.Runs.Count));
        Assert.Equal((4, 0), (_stage.Slots.Free, _stage.Handler.Calls));
    }

    [Fact]
    public async Task GiveBack_TheWorkerStops_NoneWaitsForTheEndOfOthers()
    {
        var run = _stage.Run(ScriptedSession.Delivery(9));
        Ahead(1);

        _stage.Ahead.GiveBack();

        await CalledAsync("park", 1);
        await Eventually.EqualAsync(1, () => Task.FromResult(_stage.Runs.Count));
        _stage.Runs.End(run);
        Assert.Equal(0, _stage.Handler.Calls);
    }

    private void Ahead(params long[] ids)
    {
        LaneRun[] runs = [.. ids.Select(id => new LaneRun(ScriptedSession.Delivery(id), _stage.Executor, _stage.Settler))];
        _stage.Runs.Open(runs);
        _stage.Ahead.Add(runs);
    }

    private Task ClaimedAsync(params string[] claims) => Eventually.TrueAsync(() => Queue.Calls
        .Where(call => call.StartsWith("claim ", StringComparison.Ordinal)).Take(claims.Length).SequenceEqual(claims));

    private Task CalledAsync(string what, int deliveries) => Eventually.EqualAsync(deliveries, () => Task.FromResult(
        what == "finish" ? Finished().Length : Queue.Calls.Count(call => call.StartsWith(what, StringComparison.Ordinal))));

    private string[] Finished() =>
    [
        .. Queue.Calls.Where(call => call.StartsWith("finish ", StringComparison.Ordinal))
            .SelectMany(call => call.Split(' ')[1].Split(',')).Order(),
    ];
}
