using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Accepting;

public sealed class IntakeGateTests : IAsyncLifetime
{
    private readonly FakeIntakeQueue _queue = new();
    private readonly FakeLifetime _lifetime = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _queue.DisposeAsync().AsTask();

    [Fact]
    public async Task Gate_OpensWhenTheQueueAnswers_ClosesWhenItDoesNot_AndOpensAgain()
    {
        _queue.Check = () => throw new QueueUnavailableException("no Redis");
        using var gate = await StartAsync(0);
        await Eventually.EqualAsync("no Redis", () => Task.FromResult(gate.Reason!));
        _queue.Check = () => Task.CompletedTask;
        await Eventually.TrueAsync(() => gate.IsOpen);
        _queue.Check = () => throw new QueueUnavailableException("frozen");
        gate.Close("no answer");
        await Eventually.EqualAsync("frozen", () => Task.FromResult(gate.Reason!));
        _queue.Check = () => Task.CompletedTask;
        await Eventually.TrueAsync(() => gate.IsOpen);
        await gate.StopAsync(CancellationToken.None);
    }

    // A wrong password from the start was never said: the receiver looked well and answered 503.
    [Fact]
    public async Task Gate_ThatWasNeverOpen_SaysWhyOnce()
    {
        var asked = 0;
        _queue.Check = () =>
        {
            Interlocked.Increment(ref asked);
            throw new QueueUnavailableException("wrong password");
        };
        using var log = new PollerHost.RecordedLog();
        using var gate = await StartAsync(0, log);
        await Eventually.TrueAsync(() => asked >= 3);
        await gate.StopAsync(CancellationToken.None);

        Assert.Contains("wrong password", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_Idle_NoticesByItself()
    {
        using var gate = await StartAsync(0);
        await Eventually.TrueAsync(() => gate.IsOpen);
        _queue.Check = () => throw new QueueUnavailableException("gone");
        await Eventually.EqualAsync("gone", () => Task.FromResult(gate.Reason!));
        await gate.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Gate_AboveTheBacklog_IsClosedUntilItShrinks()
    {
        _queue.Count = 100;
        using var gate = await StartAsync(100);
        await Eventually.EqualAsync("100 updates wait already (MaxBacklog is 100)", () => Task.FromResult(gate.Reason!));
        _queue.Count = 99;
        await Eventually.TrueAsync(() => gate.IsOpen);
        await gate.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Gate_OfAQueueThatWillNeverDo_EndsTheHost()
    {
        _queue.Check = () => throw new QueueUnsupportedException("Redis is too old");
        using var gate = await StartAsync(0);
        await Eventually.TrueAsync(() => _lifetime.IsTold);
        Assert.Equal("Redis is too old", gate.Hopeless);
    }

    private async Task<IntakeGate> StartAsync(long maxBacklog, PollerHost.RecordedLog? log = null)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log ?? new PollerHost.RecordedLog()));
        var gate = new IntakeGate(_queue, maxBacklog, TimeProvider.System, _lifetime, loggers.CreateLogger<IntakeGate>());
        await gate.StartAsync(CancellationToken.None);
        return gate;
    }
}
