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
        var keeping = KeepUpAsync(stage, done.Token);
        var reporting = ReportAsync(stage, done.Token);
        var producing = producer.RunAsync();
        var injector = new FaultInjector(stage, replica, producer.Pushing, options.Seed);
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
            Console.WriteLine(FormattableString.Invariant($"{started.TotalSeconds,7:0.0} s  fault {fault}: {name}, {(stage.History.Now - started).TotalSeconds:0.0} s"));
        }
    }

    // What a supervisor does: starts a worker for each that is gone.
    private async Task KeepUpAsync(Stage stage, CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!done.IsCancellationRequested)
        {
            while (stage.Fleet.Names.Count < options.Workers)
            {
                stage.Fleet.Start();
            }

            await NextAsync(timer, done);
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

    private static async Task<int> JudgeAsync(Stage stage, HashSet<long> doomed)
    {
        var judgement = await stage.JudgeAsync(new CheckerOptions { AcceptedRunsOnly = true });
        var failed = (await stage.Queue.ReadAsync()).Failed;
        Console.WriteLine($"{failed.Count} failed jobs, {failed.Except(doomed).Count()} of them unexpected, {doomed.Except(failed).Count()} missing");
        Console.WriteLine(judgement);
        return judgement.IsGood && failed.SetEquals(doomed) ? 0 : 1;
    }
}
