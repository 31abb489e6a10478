using TgWorker.TestSupport.Processes;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>Replicas of <c>tgworker</c> on a stage, each with an address of its own for Telegram's server.</summary>
/// <param name="stage">The stage.</param>
/// <param name="handlers">The assembly of the handlers.</param>
/// <param name="settings">More of the environment of each.</param>
internal sealed class ReplicaFleet(BotStage stage, string handlers, IReadOnlyList<(string Key, string Value)> settings) : IAsyncDisposable
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

    /// <summary>Kills the oldest, and has another take its place.</summary>
    public async Task ReplaceOldestAsync()
    {
        var (number, process) = _running.Dequeue();
        await using (process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            _ends[number] = new ReplicaEnd(stage.Telegram.Calls.Count, LapsesOf(process));
        }

        StartOne();
    }

    /// <summary>Ends those that run, when nothing is left to do.</summary>
    /// <param name="isRefused">Whether Telegram refused a call, by its turn; null where it refuses none.</param>
    public async Task<ReplicaCalls> EndAsync(Func<int, bool>? isRefused = null)
    {
        var calls = stage.Telegram.Calls;
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
        var environment = new Dictionary<string, string?>(stage.Environment)
        {
            ["TGWORKER_Worker__MaxLapses"] = "1000",
            ["TGWORKER_TelegramBots__main__BaseUrl"] = stage.Telegram.Url + ReplicaCalls.PathOf(number),
        };
        foreach (var (key, value) in settings)
        {
            environment["TGWORKER_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _running.Enqueue((number, WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--handlers", handlers, "--lease", "1", "--log-level", "warning"], Environment = environment,
        })));
    }
}
