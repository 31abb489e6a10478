using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Hosting.Running;
using TgWorker.Tests.Cli;

namespace TgWorker.Tests.Hosting;

public sealed class WorkCommandTests : IWorkerEngine, IDisposable
{
    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");
    private Exception? _crash;
    private bool _ran;

    public WorkCommandTests()
    {
        _run.Queues.Add(_queue);
        _run.Engine = this;
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData]
    [InlineData("work")]
    public async Task Work_EngineEnds_EndsTheProcessWithItsQueuesClosed(params string[] command)
    {
        Assert.Equal(0, await _run.RunAsync([.. command, "--handler", "none", "--log-level", "none", "--once"]));

        Assert.True(_ran);
        Assert.True(_queue.Disposed);
        Assert.Equal((1, true, 1), (_run.Opened!.Worker.MaxJobs, _run.Opened.Worker.StopWhenEmpty, _run.Opened.Worker.Concurrency));
    }

    [Fact]
    public async Task Work_EngineCrashes_IsExitCode1()
    {
        _crash = new InvalidOperationException("a defect");

        Assert.Equal(1, await _run.RunAsync("--handler", "none", "--log-level", "none"));
        Assert.True(_queue.Disposed);
    }

    [Fact]
    public async Task Work_RedisTooOld_IsExitCode2()
    {
        _run.OpeningFails = new QueueUnsupportedException("Redis 5.0 is too old: use 6.2 or newer.");

        Assert.Equal(2, await _run.RunAsync("--handler", "none", "--log-level", "none"));
        Assert.False(_ran);
    }

    [Fact]
    public async Task Work_RedisComesLater_IsWaitedFor()
    {
        _run.OpeningFails = new QueueUnavailableException("connection refused");
        _run.OnOpening = attempt =>
        {
            if (attempt == 2)
            {
                _run.OpeningFails = null;
            }
        };

        Assert.Equal(0, await _run.RunAsync("--handler", "none", "--log-level", "none"));
        Assert.True(_ran);
    }

    Task<WorkerExit> IWorkerEngine.RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        Assert.Equal([_queue], queues);
        _ran = true;
        return _crash is null ? Task.FromResult(WorkerExit.Empty) : Task.FromException<WorkerExit>(_crash);
    }
}
