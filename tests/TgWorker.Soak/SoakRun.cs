using System.Diagnostics;
using TgWorker.Proof.Checking;
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
        Console.WriteLine(
            $"{options.Updates} updates, {options.Chats} chats, {options.Faults} faults, {options.Workers} workers, --queue {(options.IsSqlite ? "sqlite" : "redis")} --seed {options.Seed}");
        await using ISoakStage stage = options.IsSqlite ? await SqliteSoak.SetAsync(options) : await RedisSoak.SetAsync(options);
        using var done = new CancellationTokenSource();
        var producer = new Producer(stage, options);
        var supervisor = new Supervisor(stage.Fleet, options.Workers);
        var keeping = supervisor.KeepUpAsync(done.Token);
        var reporting = ReportAsync(stage, done.Token);
        var random = new Random(options.Seed);
        var faults = new FaultOrder(await stage.FaultsAsync(supervisor, producer.Pushing, random), random);
        var producing = producer.RunAsync();
        await BreakAsync(stage, faults, producing);
        await producing;
        await stage.EmptyAsync(Patience);
        await done.CancelAsync();
        await Task.WhenAll(keeping, reporting);
        return await JudgeAsync(stage, producer.Doomed);
    }

    private async Task BreakAsync(ISoakStage stage, FaultOrder faults, Task producing)
    {
        for (var fault = 1; fault <= options.Faults; fault++)
        {
            var due = (long)options.Updates * fault / (options.Faults + 1);
            await Eventually.TrueAsync(() => stage.History.Handled >= due || producing.IsFaulted, Patience, $"{due} updates were handled");
            var started = stage.History.Now;
            var name = await faults.NextAsync();
            _faults[name] = _faults.GetValueOrDefault(name) + 1;
            Console.WriteLine(FormattableString.Invariant($"{started.TotalSeconds,7:0.0} s  fault {fault}: {name}, {(stage.History.Now - started).TotalSeconds:0.0} s"));
        }
    }

    private static async Task ReportAsync(ISoakStage stage, CancellationToken done)
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

    private void WriteLogs(ISoakStage stage)
    {
        if (options.Logs is { } directory)
        {
            Directory.CreateDirectory(directory);
            foreach (var worker in stage.Fleet.All)
            {
                File.WriteAllLines(Path.Combine(directory, $"{worker.Id}.log"), [.. worker.Output, .. worker.Errors]);
            }
        }
    }

    private async Task<int> JudgeAsync(ISoakStage stage, HashSet<long> doomed)
    {
        var took = stage.History.Now;
        WriteLogs(stage);
        var (judgement, remains) = await stage.JudgeAsync(new CheckerOptions { AcceptedRunsOnly = true });
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
