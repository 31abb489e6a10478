using System.Collections.Concurrent;
using System.Globalization;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Proof.Staging;

/// <summary>The worker processes of a test. Each has a name of its own, that of a killed one is not used again.</summary>
public sealed class Fleet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WorkerProcess> workers = new();
    private readonly ConcurrentBag<WorkerProcess> all = [];
    private readonly Oracle oracle;
    private readonly History history;
    private readonly StageOptions options;
    private readonly string redis;
    private readonly string direct;
    private readonly string prefix;
    private int started;

    internal Fleet(Oracle oracle, History history, StageOptions options, string redis, string direct, string prefix)
    {
        this.oracle = oracle;
        this.history = history;
        this.options = options;
        this.redis = redis;
        this.direct = direct;
        this.prefix = prefix;
        oracle.Kill = Kill;
    }

    /// <summary>The names of those that were started and neither killed nor stopped, the oldest first.</summary>
    public IReadOnlyList<string> Names => [.. workers.Keys.Order(Comparer<string>.Create((a, b) => Number(a) - Number(b)))];

    /// <summary>All that were ever started.</summary>
    public IEnumerable<WorkerProcess> All => all;

    /// <summary>A worker by its name.</summary>
    public WorkerProcess this[string name] => workers[name];

    /// <summary>What every command needs to find the queue.</summary>
    public IReadOnlyList<string> Queue => QueueAt(direct);

    /// <summary>Starts a worker and returns its name at once.</summary>
    public string Start(params string[] more) => Launch(redis, more);

    /// <summary>Starts a worker that does not go through the proxy, and waits until it works.</summary>
    public async Task<string> StartPastProxyAsync()
    {
        var name = Launch(direct, []);
        await workers[name].WaitForOutputAsync("works on queue");
        return name;
    }

    /// <summary>Starts workers and waits until they work.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(int count = 1, params string[] more)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(_ => Start(more))];
        foreach (var name in names)
        {
            await workers[name].WaitForOutputAsync("works on queue");
        }

        return names;
    }

    /// <summary>Kills a worker; one that is gone already is left alone.</summary>
    public void Kill(string name)
    {
        if (workers.TryRemove(name, out var worker))
        {
            // Noted before: whatever the death sets free may run at once.
            history.Die(name);
            worker.Kill();
        }
    }

    /// <summary>Asks a worker to stop and waits for its exit code.</summary>
    public async Task<int> StopAsync(string name, TimeSpan? deadline = null)
    {
        workers.TryRemove(name, out var worker);
        worker!.Terminate();
        return await worker.WaitForExitAsync(deadline);
    }

    /// <summary>Runs another command on the same queue.</summary>
    public Task<WorkerRun> RunAsync(params string[] command) => WorkerProcess.RunAsync([.. command, .. Queue]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in all)
        {
            await worker.DisposeAsync();
        }
    }

    private string Launch(string url, string[] more)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"w{Interlocked.Increment(ref started)}");
        var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments =
            [
                "work", .. QueueAt(url), "--forward-to", oracle.AddressFor(name),
                "--lease", Text(options.Lease.TotalSeconds), "--concurrency", Text(options.Concurrency),
                "--tries", Text(options.Tries), "--backoff", Text(options.Backoff.TotalSeconds), .. more,
            ],
            Environment = options.Environment,
        });
        workers[name] = worker;
        all.Add(worker);
        return name;
    }

    private string[] QueueAt(string url) => ["--redis", url, "--prefix", prefix];

    private static int Number(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
