using System.Diagnostics;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>Traffic, workers and faults, all at once, then the verdict.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<string, int> _faults = [];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every promise was kept, else 1.</returns>
    public async Task<int> RunAsync()
    {
        Console.WriteLine($"{options.Updates} updates, {options.Chats} chats, {options.Faults} faults, {options.Workers} workers, --seed {options.Seed}");
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Lease = TimeSpan.FromSeconds(2),
            Concurrency = 32,
            Fenced = true,
            Proxied = true,
            Redis = new RedisServerOptions { AppendOnly = true },
            Otherwise = Behaviour.Ok(),
            Environment = new Dictionary<string, string?> { ["TGWORKER_Redis__CommandTimeout"] = "0.5" },
            HistoryFile = options.HistoryFile,
        });
        // Made a replica by a command: as an argument it would be one again after every restart, whatever it was promoted to.
        await using var replica = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        using var done = new CancellationTokenSource();
        var producer = new Producer(stage, options);
        var supervisor = new Supervisor(stage, options.Workers);
        var keeping = supervisor.KeepUpAsync(done.Token);
        var reporting = ReportAsync(stage, done.Token);
        var producing = producer.RunAsync();
        var injector = new FaultInjector(stage, replica, supervisor, producer.Pushing, options.Seed);
        await injector.ReplicateAsync();
        await BreakAsync(stage, injector, producing);
        await producing;
        await stage.EmptyAsync(Patience);
        await done.CancelAsync();
        await Task.WhenAll(keeping, reporting);
        return await JudgeAsync(stage, producer.Doomed);
    }

    private async Task BreakAsync(Stage stage, FaultInjector injector, Task producing)
    {
        for (var fault = 1; fault <= options.Faults; fault++)
        {
            var due = (long)options.Updates * fault / (options.Faults + 1);
            await Eventually.TrueAsync(() => stage.History.Handled >= due || producing.IsFaulted, Patience, $"{due} updates were handled");
            var started = stage.History.Now;
            var name = await injector.NextAsync();
            _faults[name] = _faults.GetValueOrDefault(name) + 1;
            Console.WriteLine(FormattableString.Invariant($"{started.TotalSeconds,7:0.0} s  fault {fault}: {name}, {(stage.History.Now - started).TotalSeconds:0.0} s"));
        }
    }

    private static async Task ReportAsync(Stage stage, CancellationToken done)
    {
        using var timer = new PeriodicTimer(ReportEvery);
        var (handled, at) = (0, stage.History.Now);
        while (!done.IsCancellationRequested)
        {
            await NextAsync(timer, done);
            var (now, total) = (stage.History.Now, stage.History.Handled);
            Console.WriteLine(FormattableString.Invariant(
                $"{now.TotalSeconds,7:0.0} s  {total} handled, {(total - handled) / (now - at).TotalSeconds:0}/s, {stage.History.Starts - total} repeated or refused"));
            (handled, at) = (total, now);
        }
    }

    private static async Task NextAsync(PeriodicTimer timer, CancellationToken done)
        => await ((Task)timer.WaitForNextTickAsync(done).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<int> JudgeAsync(Stage stage, HashSet<long> doomed)
    {
        var took = stage.History.Now;
        var judgement = await stage.JudgeAsync(new CheckerOptions { AcceptedRunsOnly = true });
        var remains = await stage.Queue.ReadAsync();
        var isGood = judgement.IsGood && remains.Failed.SetEquals(doomed) && remains.Queued.Count == 0;
        Console.WriteLine($"faults: {string.Join(", ", _faults.Select(fault => $"{fault.Value} × {fault.Key}"))}");
        Console.WriteLine(FormattableString.Invariant(
            $"{took.TotalMinutes:0.0} min, {stage.History.Handled / took.TotalSeconds:0} updates/s; this process used {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        Console.WriteLine(
            $"{remains.Failed.Count} failed jobs, {remains.Failed.Except(doomed).Count()} of them unexpected, {doomed.Except(remains.Failed).Count()} missing; {remains.Queued.Count} still queued");
        Console.WriteLine(judgement);
        Console.WriteLine(isGood ? "PASSED" : "FAILED");
        return isGood ? 0 : 1;
    }
}
