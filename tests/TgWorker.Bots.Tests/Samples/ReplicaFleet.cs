using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>Replicas of <c>tgworker</c>, each with an address of its own for Telegram's server.</summary>
/// <param name="telegram">The server.</param>
/// <param name="environment">The environment of each.</param>
/// <param name="options">What follows <c>tgworker work</c>: the handlers, and where the queue is.</param>
internal sealed class ReplicaFleet(BotApiStandIn telegram, IReadOnlyDictionary<string, string?> environment, params string[] options)
    : IAsyncDisposable
{
    private const string LeaseIsLost = "lost its lease";

    private readonly Queue<(int Number, WorkerProcess Process)> _running = new();
    private readonly List<ReplicaEnd> _ends = [];

    public void Start(int count)
    {
        for (var i = 0; i < count; i++)
        {
            StartOne();
        }
    }

    /// <summary>Kills the oldest so many at once, and has others take their place.</summary>
    public async Task ReplaceOldestAsync(int count = 1)
    {
        var killed = Enumerable.Range(0, count).Select(_ => _running.Dequeue()).ToList();
        killed.ForEach(replica => replica.Process.Kill());
        foreach (var (number, process) in killed)
        {
            await process.WaitForExitAsync();
            _ends[number] = new ReplicaEnd(telegram.Calls.Count, LapsesOf(process));
            await process.DisposeAsync();
        }

        Start(count);
    }

    /// <summary>Ends those that run, when nothing is left to do.</summary>
    /// <param name="isRefused">Whether Telegram refused a call, by its turn; null where it refuses none.</param>
    public async Task<ReplicaCalls> EndAsync(Func<int, bool>? isRefused = null)
    {
        var calls = telegram.Calls;
        foreach (var (number, process) in _running)
        {
            _ends[number] = new ReplicaEnd(null, LapsesOf(process));
        }

        await DisposeAsync();
        return new ReplicaCalls(calls, _ends, isRefused);
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryDequeue(out var replica))
        {
            await replica.Process.DisposeAsync();
        }
    }

    private static int LapsesOf(WorkerProcess process) =>
        process.Output.Concat(process.Errors).Count(line => line.Contains(LeaseIsLost, StringComparison.Ordinal));

    private void StartOne()
    {
        var number = _ends.Count;
        _ends.Add(new ReplicaEnd(null, 0));
        _running.Enqueue((number, WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--lease", "1", "--log-level", "warning", .. options],
            Environment = new Dictionary<string, string?>(environment)
            {
                ["TGWORKER_Worker__MaxLapses"] = "1000",
                ["TGWORKER_TelegramBots__main__BaseUrl"] = telegram.Url + ReplicaCalls.PathOf(number),
            },
        })));
    }
}
