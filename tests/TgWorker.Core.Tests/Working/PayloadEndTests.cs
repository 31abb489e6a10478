using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Memory;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

/// <summary>However a delivery ends, its payload is there for as long as anybody may need it, and no longer.</summary>
public sealed class PayloadEndTests : IAsyncLifetime
{
    private static readonly byte[] Payload = [.. Enumerable.Range(1, 100).Select(static n => (byte)n)];

    private readonly SessionStage _stage = new();
    private readonly PoisonedPool _pool = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Finish_GivesThePayloadBackWhenItIsWritten()
    {
        var written = Asked<IReadOnlyList<Settled>>();
        _stage.Queue.OnFinish = (_, _) => new(written.Task);
        Start(UpdateOutcome.Handled);

        await Eventually.TrueAsync(() => !_stage.Queue.Calls.IsEmpty);
        Assert.Equal(1, _pool.Lent);
        written.SetResult([new Settled(true, null)]);

        await EndedAsync();
    }

    [Fact]
    public async Task Finish_WithTheNextJobOfTheLane_GivesBothBack()
    {
        _stage.Queue.OnFinish = (deliveries, _) =>
            new([new Settled(true, deliveries[0].Fence < 3 ? Leased(deliveries[0].Fence + 1) : null)]);
        Start(UpdateOutcome.Handled);

        await EndedAsync();
        Assert.Equal(3, _pool.Rents);
    }

    [Fact]
    public async Task Finish_ThatIsRefused_GivesThePayloadBack()
    {
        _stage.Queue.OnFinish = (_, _) => new([new Settled(false, null)]);
        Start(UpdateOutcome.Handled);

        await EndedAsync();
    }

    [Fact]
    public async Task Fail_HasThePayloadUntilItIsWritten()
    {
        byte[]? failed = null;
        _stage.Queue.OnFail = (delivery, _, _) =>
        {
            failed = delivery.Job.ReadPayload(static bytes => bytes.ToArray());
            return new(new Settled(true, null));
        };
        Start(UpdateOutcome.Fail("broken"));

        await EndedAsync();
        Assert.Equal(Payload, failed);
    }

    [Fact]
    public async Task Park_GivesThePayloadBack()
    {
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        Start(UpdateOutcome.Retry("later", TimeSpan.FromMinutes(1)));

        await EndedAsync();
        Assert.StartsWith("park 1", _stage.Queue.Calls.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeaseLost_HandlerThatIsStillRunning_KeepsThePayload()
    {
        var handled = Asked<UpdateOutcome>();
        _stage.Handler = new ScriptedHandler(async (context, _) =>
        {
            var outcome = await handled.Task;
            Assert.Equal(Payload, context.Job.Payload.ToArray());
            return outcome;
        });
        Start(null);
        await Eventually.TrueAsync(() => _stage.Handler.Calls == 1);

        _stage.Lease.GiveUp();
        Assert.Equal(1, _pool.Lent);
        handled.SetResult(UpdateOutcome.Handled);

        await EndedAsync();
        Assert.Empty(_stage.Queue.Calls);
    }

    [Fact]
    public async Task GiveBack_BeforeItHasStarted_GivesThePayloadBack()
    {
        var run = _stage.Run(Leased(1));

        run.GiveBack();

        await EndedAsync();
    }

    private static TaskCompletionSource<T> Asked<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Start(UpdateOutcome? outcome)
    {
        if (outcome is { } given)
        {
            _stage.Handler = new ScriptedHandler(context =>
            {
                Assert.Equal(Payload, context.Job.ReadPayload(static bytes => bytes.ToArray()));
                return given;
            });
        }

        _stage.Run(Leased(1)).Start();
    }

    private Delivery Leased(long fence)
    {
        var lease = PayloadLease.Rent(_pool, Payload.Length);
        Payload.CopyTo(lease.Memory);
        var job = new Job { Payload = lease.Memory, Lane = $"main:{fence}", UpdateId = fence };
        job.Lease = lease;
        return ScriptedSession.Delivery(fence, job: job);
    }

    private async Task EndedAsync()
    {
        await Eventually.TrueAsync(() => _stage.Runs.Count == 0);
        Assert.Equal(0, _pool.Lent);
    }
}
