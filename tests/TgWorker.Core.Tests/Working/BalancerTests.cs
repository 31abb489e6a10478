using Microsoft.Extensions.Logging;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

public sealed class BalancerTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly SlotGate _slots = new(20, queues: 2);
    private readonly StatusOnly _urgent = new("urgent");
    private readonly StatusOnly _bulk = new("bulk");
    private readonly List<string> _lines = [];
    private readonly WorkerOptions _options = new() { Concurrency = 20, Balance = { MaxShift = 4, Cooldown = TimeSpan.FromSeconds(3) } };

    [Fact]
    public async Task Balance_ByTime_FollowsTheOldestWaitAndSaysWhy()
    {
        _options.Balance.By = BalanceBy.Time;
        (_urgent.Wait, _bulk.Wait) = (TimeSpan.Zero, TimeSpan.FromSeconds(42));
        (_urgent.Pending, _bulk.Pending) = (10_000, 1);

        await RunAsync(cooldowns: 1);

        Assert.Equal((6, 14), (_slots.LimitOf(0), _slots.LimitOf(1)));
        Assert.Equal(
            [
                "Queue urgent has 6 slots instead of 10: its oldest update has waited 0 s, those of the others 42 s",
                "Queue bulk has 14 slots instead of 10: its oldest update has waited 42 s, those of the others 0 s",
            ],
            _lines);
    }

    [Fact]
    public async Task Balance_BySize_FollowsWhatWaitsAndLogsNothingOnceItIsThere()
    {
        _options.Balance.By = BalanceBy.Size;
        (_urgent.Pending, _bulk.Pending) = (300, 100);

        await RunAsync(cooldowns: 5);

        Assert.Equal((15, 5), (_slots.LimitOf(0), _slots.LimitOf(1)));
        Assert.Equal(4, _lines.Count);
        Assert.Contains("300 updates wait in it, 100 in the others", _lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Balance_QueueAway_KeepsTheShares()
    {
        _options.Balance.By = BalanceBy.Size;
        _bulk.Pending = 100;
        _urgent.Away = true;

        await RunAsync(cooldowns: 2);

        Assert.Equal((10, 10), (_slots.LimitOf(0), _slots.LimitOf(1)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _urgent.DisposeAsync();
        await _bulk.DisposeAsync();
    }

    private async Task RunAsync(int cooldowns)
    {
        using var stop = new CancellationTokenSource();
        var balancing = new Balancer([_urgent, _bulk], _slots, _options, _time, new Lines(_lines)).RunAsync(stop.Token);
        for (var asked = 1; asked <= cooldowns; asked++)
        {
            await _time.WaitForTimersAsync();
            _time.Advance(_options.Balance.Cooldown);
            await Eventually.EqualAsync(asked, () => Task.FromResult(_bulk.Asked));
        }

        await _time.WaitForTimersAsync();
        await stop.CancelAsync();
        await balancing;
    }

    private sealed class Lines(List<string> lines) : ILogger
    {
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }

    private sealed class StatusOnly(string name) : IUpdateQueue
    {
        public TimeSpan? Wait { get; set; }

        public long Pending { get; set; }

        public bool Away { get; set; }

        public int Asked { get; private set; }

        public string Name => name;

        public string System => "status";

        public IQueueOperations Operations => throw new NotSupportedException();

        public IQuietTimes QuietTimes => throw new NotSupportedException();

        public IFailedJobs FailedJobs => throw new NotSupportedException();

        public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Away
                ? Task.FromException<QueueStatus>(new QueueUnavailableException("gone"))
                : Task.FromResult(new QueueStatus
                {
                    Queue = name, Pending = Pending, Delayed = 0, InLanes = 0, Lanes = 0, Held = 0, Ready = 0, Stopped = 0, Failed = 0,
                    Paused = false,
                    OldestWait = Wait,
                });
        }

        public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
