using System.Collections.Concurrent;
using System.Globalization;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Proof.Staging;

/// <summary>The worker processes of a test. Each has a name of its own, that of a killed one is not used again.</summary>
public sealed class Fleet : IAsyncDisposable
{
    // 128 + SIGTERM.
    private const int Terminated = 143;

    private readonly ConcurrentDictionary<string, WorkerProcess> _workers = new();
    private readonly ConcurrentBag<WorkerProcess> _all = [];
    private readonly Oracle _oracle;
    private readonly History _history;
    private readonly StageOptions _options;
    private readonly string[] _redis;
    private readonly string[] _direct;
    private readonly string? _prefix;
    private int _started;

    internal Fleet(Oracle oracle, History history, StageOptions options, string[] redis, string[] direct, string? prefix)
    {
        _oracle = oracle;
        _history = history;
        _options = options;
        _redis = redis;
        _direct = direct;
        _prefix = prefix;
        oracle.Kill = Kill;
    }

    /// <summary>The names of those that were started and neither killed nor stopped, the oldest first.</summary>
    public IReadOnlyList<string> Names => [.. _workers.Keys.Order(Comparer<string>.Create((a, b) => Number(a) - Number(b)))];

    /// <summary>All that were ever started.</summary>
    public IEnumerable<WorkerProcess> All => _all;

    /// <summary>A worker by its name.</summary>
    public WorkerProcess this[string name] => _workers[name];

    /// <summary>What every command needs to find the queue.</summary>
    public IReadOnlyList<string> Queue => QueueAt(_direct);

    /// <summary>Starts a worker and returns its name at once.</summary>
    public string Start(params string[] more) => Launch(_redis, more).Name;

    /// <summary>Starts a worker that does not go through the proxy, and returns its name at once.</summary>
    public string StartPastProxy() => Launch(_direct, []).Name;

    /// <summary>Starts a worker that does not go through the proxy, and waits until it works.</summary>
    public async Task<string> StartPastProxyAsync()
    {
        var (name, worker) = Launch(_direct, []);
        await worker.WaitForOutputAsync("works on queue");
        return name;
    }

    /// <summary>Starts workers and waits until they work.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(int count = 1, params string[] more)
    {
        // By their processes, not their names: a poisonous update may have killed one already.
        (string Name, WorkerProcess Worker)[] started = [.. Enumerable.Range(0, count).Select(_ => Launch(_redis, more))];
        foreach (var (_, worker) in started)
        {
            await worker.WaitForOutputAsync("works on queue");
        }

        return [.. started.Select(one => one.Name)];
    }

    /// <summary>Kills a worker; one that is gone already is left alone.</summary>
    public void Kill(string name)
    {
        if (_workers.TryRemove(name, out var worker))
        {
            // Noted before: whatever the death sets free may run at once.
            _history.Die(name);
            worker.Kill();
        }
    }

    /// <summary>Asks a worker to stop and waits for its exit code.</summary>
    public async Task<int> StopAsync(string name, TimeSpan? deadline = null)
    {
        _workers.TryRemove(name, out var worker);
        worker!.Terminate();
        var code = await worker.WaitForExitAsync(deadline);

        // Asked before its runtime could listen to signals.
        return code == Terminated && worker.Output.Count == 0 ? 0 : code;
    }

    /// <summary>Runs another command on the same queue.</summary>
    public Task<WorkerRun> RunAsync(params string[] command) => WorkerProcess.RunAsync([.. command, .. Queue]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _all)
        {
            await worker.DisposeAsync();
        }
    }

    private (string Name, WorkerProcess Worker) Launch(string[] redis, string[] more)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"w{Interlocked.Increment(ref _started)}");
        var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments =
            [
                "work", .. QueueAt(redis), "--forward-to", _oracle.AddressFor(name),
                "--lease", Text(_options.Lease.TotalSeconds), "--concurrency", Text(_options.Concurrency),
                "--tries", Text(_options.Tries), "--backoff", Text(_options.Backoff.TotalSeconds), .. more,
            ],
            Environment = _options.Environment,
        });
        _workers[name] = worker;
        _all.Add(worker);
        return (name, worker);
    }

    // A queue in a file has no prefix.
    private string[] QueueAt(string[] queue) => _prefix is null ? queue : [.. queue, "--prefix", _prefix];

    private static int Number(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
