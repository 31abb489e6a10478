using System.Text.Json;
using TgWorker.Queues;

namespace TgWorker.Tests.Cli;

public sealed class QueueCommandsTests : IDisposable
{
    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");

    public QueueCommandsTests()
    {
        _run.Queues.Add(_queue);
        _queue.Status = _queue.Status with
        {
            Pending = 5,
            Delayed = 2,
            InLanes = 3,
            Paused = true,
            OldestPushedAt = DateTimeOffset.UnixEpoch,
            Workers = [new WorkerStatus("host-1", 2, TimeSpan.FromSeconds(7.5)), new WorkerStatus("host-2", 1, TimeSpan.FromSeconds(-1))],
        };
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("pause", "telegram_updates: paused\n")]
    [InlineData("continue", "telegram_updates: goes on\n")]
    [InlineData("restart", "telegram_updates: workers asked to restart\n")]
    [InlineData("drain", "telegram_updates: 1 job put back on the list\n")]
    [InlineData("clear", "telegram_updates: 7 jobs deleted\n")]
    public async Task OperatorsWish_OfAnyKind_ReachesTheQueue(string command, string expected)
    {
        Assert.Equal(0, await _run.RunAsync(command));
        Assert.Equal([command], _queue.Calls);
        Assert.Equal(expected, _run.Out);
    }

    [Fact]
    public async Task Drain_WhileWorkersHoldLanes_SaysWhatToDo()
    {
        _queue.OperationFails = new InvalidOperationException("2 workers hold lanes: stop them first.");

        Assert.Equal(1, await _run.RunAsync("drain"));
        Assert.Equal("tgworker: telegram_updates: 2 workers hold lanes: stop them first.\n", _run.Error);
    }

    [Fact]
    public async Task Clear_APersonWhoSaysNo_KeepsTheQueue()
    {
        _run.Answer = "n";

        Assert.Equal(1, await _run.RunAsync("clear"));
        Assert.Empty(_queue.Calls);
    }

    [Theory]
    [InlineData("10", 0)]
    [InlineData("9", 1)]
    public async Task Monitor_CountsAllThatIsUnfinished(string max, int exitCode)
    {
        Assert.Equal(exitCode, await _run.RunAsync("monitor", "--max", max));
        Assert.StartsWith("telegram_updates: 10 jobs", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ForPeople_ShowsTheQueueAndItsWorkers()
    {
        Assert.Equal(0, await _run.RunAsync("status"));

        Assert.Contains("telegram_updates (paused)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("worker host-1 on telegram_updates: 2 lanes, lease 7.5 s\n", _run.Out, StringComparison.Ordinal);
        Assert.Contains("worker host-2 on telegram_updates: 1 lanes, lease lapsed\n", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ForPrograms_IsJson()
    {
        Assert.Equal(0, await _run.RunAsync("status", "--json"));

        using var json = JsonDocument.Parse(_run.Out);
        var status = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(5, status.GetProperty("pending").GetInt64());
        Assert.True(status.GetProperty("paused").GetBoolean());
        Assert.Equal("1970-01-01T00:00:00Z", status.GetProperty("oldest_pushed_at").GetString());
        Assert.Equal(7.5, status.GetProperty("workers")[0].GetProperty("lease_left").GetDouble());
    }
}
