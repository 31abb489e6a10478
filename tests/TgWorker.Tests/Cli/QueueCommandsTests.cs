using System.Text.Json;
using System.Text.RegularExpressions;
using TgWorker.Core.Queues;

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
            OldestWait = TimeSpan.FromSeconds(12.25),
            Lanes = 4,
            Held = 1,
            Ready = 2,
            ReadyNow = 1,
            Failed = 9,
            FailedLastHour = 4,
            Hottest = [new LaneStatus("main:5", 120), new LaneStatus("main:7\u001b[2J", 3)],
            Workers =
            [
                new WorkerStatus("host-1:7:ab", 2, TimeSpan.FromSeconds(7.5))
                {
                    Replica = new ReplicaInfo
                    {
                        Host = "host-1", ProcessId = 7, Version = "0.1.0", StartedAt = DateTimeOffset.UnixEpoch,
                        Lease = TimeSpan.FromSeconds(10),
                        Load = new WorkerLoad(3, 64, 100, 2), FinishedPerSecond = 12.5,
                    },
                },
                new WorkerStatus("host-2", 1, TimeSpan.FromSeconds(-1)),
            ],
        };
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("pause", "telegram_updates: paused\n")]
    [InlineData("continue", "telegram_updates: continued\n")]
    [InlineData("pause --bot main", "telegram_updates: bot main paused\n")]
    [InlineData("continue --bot main", "telegram_updates: bot main was not paused\n")]
    [InlineData("restart", "telegram_updates: workers asked to restart\n")]
    [InlineData("drain", "telegram_updates: 1 job put back on the list\n")]
    [InlineData("clear --force", "telegram_updates: 7 jobs deleted\n")]
    public async Task OperatorsWish_OfAnyKind_ReachesTheQueue(string command, string expected)
    {
        Assert.Equal(0, await _run.RunAsync(command.Split(' ')));
        Assert.Equal([Regex.Replace(command, " --(bot)| --force", " $1").TrimEnd()], _queue.Calls);
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
    public async Task Clear_NobodyToAsk_KeepsTheQueueAndNamesTheOption()
    {
        Assert.Equal(1, await _run.RunAsync("clear"));
        Assert.Empty(_queue.Calls);
        Assert.Contains("add --force", _run.Error, StringComparison.Ordinal);
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

        Assert.Equal(
            """
            telegram_updates (paused)
              waiting  5 on the list, 2 delayed; the oldest for 12.3 s
              chats    4 with 3 updates: 1 busy, 1 ready, 1 waiting for a retry, 0 stopped, 0 paused
              hottest  main:5 (120), main:7\x1b[2J (3)
              failed   9, 4 of them in the last hour
              rate     12.5 per second by 2 workers
              PID VERSION LOAD CHATS PER SECOND LAST BEAT    HOST
              7   0.1.0   3/64 2     12.5       2.5 s        host-1
              -   -       -    1     -          lease lapsed host-2

            """,
            _run.Out);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Status_NothingIsThere_SaysHowToFindWhatIs(long failed, bool isBlank)
    {
        _queue.Status = new MemoryQueue("nosuch").Status with { Failed = failed };

        Assert.Equal(0, await _run.RunAsync("status"));

        Assert.Equal(isBlank, _run.Out.Contains("No update, worker, or failed job is here.", StringComparison.Ordinal));
        Assert.Equal(isBlank, _run.Out.Contains("'tgworker doctor' finds updates that wait", StringComparison.Ordinal));
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
        Assert.Equal((12.25, 12.5), (status.GetProperty("oldest_wait").GetDouble(), status.GetProperty("finished_per_second").GetDouble()));
        Assert.Equal("main:5", status.GetProperty("hottest")[0].GetProperty("lane").GetString());
        var worker = status.GetProperty("workers")[0];
        Assert.Equal((7.5, 2.5), (worker.GetProperty("lease_left").GetDouble(), worker.GetProperty("since_beat").GetDouble()));
        Assert.Equal((3, 64), (worker.GetProperty("running").GetInt32(), worker.GetProperty("slots").GetInt32()));
    }
}
