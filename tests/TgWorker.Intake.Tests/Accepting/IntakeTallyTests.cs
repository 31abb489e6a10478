using System.Collections.Concurrent;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Accepting;

public sealed class IntakeTallyTests
{
    private readonly FakeTime _time = new();
    private readonly FakeTraffic _traffic = new();

    [Fact]
    public async Task Counts_AreWrittenEveryTenSeconds_InOneCall_AndNeverWithoutAny()
    {
        using var tally = await StartAsync();
        Accept(tally, 3);
        Accept(tally, 2);
        tally.Refused("other", "unknown_bot");
        tally.PollFailed("main", "webhook");
        _time.Advance(TrafficRecorder.Period);
        await Eventually.TrueAsync(() => !_traffic.Written.IsEmpty);
        _time.Advance(TrafficRecorder.Period);
        await tally.StopAsync(default);

        Assert.Equal(
            ["in/main/accepted n=5", "in/main/poll_failed/webhook n=1", "in/other/refused/unknown_bot n=1"],
            Assert.Single(_traffic.Asked).Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Counts_ThatCannotBeWritten_CountForLater_ThoseThatMayHaveBeenDoNot()
    {
        using var tally = await StartAsync();
        Accept(tally, 3);
        _traffic.Fail = new QueueUnavailableException("away", new TimeoutException(), mayHaveHappened: false);
        await tally.StopAsync(default);
        Accept(tally, 1);
        _traffic.Fail = new QueueUnavailableException("lost", new TimeoutException(), mayHaveHappened: true);
        await tally.StopAsync(default);
        Accept(tally, 7);
        _traffic.Fail = null;
        await tally.StopAsync(default);

        Assert.Equal(["in/main/accepted n=3", "in/main/accepted n=4", "in/main/accepted n=7"], _traffic.Asked);
        Assert.Equal(["in/main/accepted n=7"], _traffic.Written);
    }

    private static void Accept(IntakeTally tally, int updates) =>
        tally.Accepted("poller", "main", updates, bytes: 100, TimeSpan.Zero, DateTimeOffset.UnixEpoch);

    private async Task<IntakeTally> StartAsync()
    {
        var tally = new IntakeTally(new FakeIntakeQueue { Traffic = _traffic }, _time);
        await tally.StartAsync(default);
        await _time.WaitForTimersAsync();
        return tally;
    }

    private sealed class FakeTraffic : ITrafficHistory
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        public ConcurrentQueue<string> Written { get; } = new();

        public QueueUnavailableException? Fail { get; set; }

        public Task AddAsync(long minute, string text, CancellationToken cancellationToken)
        {
            Asked.Enqueue(text);
            if (Fail is not null)
            {
                return Task.FromException(Fail);
            }

            Written.Enqueue(text);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<TrafficStep>> ReadAsync(
            string direction, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
