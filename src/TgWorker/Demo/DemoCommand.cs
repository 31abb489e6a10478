using Spectre.Console;

namespace TgWorker.Demo;

/// <summary>
/// Everything in one process: made-up traffic, the in-process queue and two workers, live on the terminal. It checks by
/// itself that every chat's messages were handled in order and that none was lost.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan LineTime = TimeSpan.FromSeconds(1);

    /// <summary>How long before the end the traffic stops, for what was pushed to be done with.</summary>
    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(2);

    /// <summary>Runs the demo until it is over or cancelled.</summary>
    /// <returns>0, or 1 when a promise was broken.</returns>
    public static async Task<int> RunAsync(
        DemoOptions options, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var run = new DemoRun(options, time);
        await using var disposal = run.ConfigureAwait(false);
        var running = run.RunAsync();
        if (options.Plain || !console.Profile.Out.IsTerminal)
        {
            Write(console, DemoText.Title);
            await ShowAsync(run, options, LineTime, time, running, snapshot => Write(console, DemoText.Line(snapshot)), cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            var first = await run.TakeSnapshotAsync().ConfigureAwait(false);
            await console.Live(DemoView.Render(first)).AutoClear(true).StartAsync(live =>
                ShowAsync(run, options, FrameTime, time, running, snapshot => live.UpdateTarget(DemoView.Render(snapshot)), cancellationToken))
                .ConfigureAwait(false);
        }

        run.Stop();
        await running.ConfigureAwait(false);
        var last = await run.TakeSnapshotAsync().ConfigureAwait(false);
        Write(console, DemoText.Summary(last));
        return last.Violations + last.Lost == 0 ? 0 : 1;
    }

    private static async Task ShowAsync(
        DemoRun run,
        DemoOptions options,
        TimeSpan interval,
        TimeProvider time,
        Task running,
        Action<DemoSnapshot> show,
        CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (!running.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                var snapshot = await run.TakeSnapshotAsync().ConfigureAwait(false);
                show(snapshot);
                if (options.For is not { } end)
                {
                    continue;
                }

                if (snapshot.Elapsed >= end - Ending(end))
                {
                    run.StopTraffic();
                }

                if (snapshot.Elapsed >= end)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how one ends it.
        }
    }

    private static TimeSpan Ending(TimeSpan end) => end / 3 < LongestEnding ? end / 3 : LongestEnding;

    // Not through the console's own writing, which would fold long lines at 80 columns.
    private static void Write(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
