using Spectre.Console;

namespace TgWorker.Demo;

/// <summary>
/// Everything in one process: made-up traffic, a queue in memory and two workers, live on the terminal. It checks by
/// itself that every chat's messages were handled in order and that none was lost.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan LineTime = TimeSpan.FromSeconds(1);

    /// <summary>Runs the demo until it is over or cancelled.</summary>
    /// <returns>0, or 1 when a promise was broken.</returns>
    public static async Task<int> RunAsync(
        DemoOptions options, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeUp = options.For is { } end ? new CancellationTokenSource(end, time) : new CancellationTokenSource();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        var run = new DemoRun(options, time);
        await using var disposal = run.ConfigureAwait(false);
        var running = run.RunAsync();
        var show = options.Plain || !console.Profile.Out.IsTerminal
            ? WriteLinesAsync(run, running, console, time, over.Token)
            : DrawAsync(run, running, console, time, over.Token);
        await show.ConfigureAwait(false);
        var last = await run.TakeSnapshotAsync().ConfigureAwait(false);
        Write(console, DemoText.Summary(last));
        return last.KeptItsPromises ? 0 : 1;
    }

    private static async Task WriteLinesAsync(
        DemoRun run, Task running, IAnsiConsole console, TimeProvider time, CancellationToken over)
    {
        Write(console, DemoText.Title);
        await RepeatAsync(run, running, LineTime, snapshot => Write(console, DemoText.Line(snapshot)), time, over).ConfigureAwait(false);
    }

    private static async Task DrawAsync(
        DemoRun run, Task running, IAnsiConsole console, TimeProvider time, CancellationToken over)
    {
        var first = await run.TakeSnapshotAsync().ConfigureAwait(false);
        await console.Live(DemoView.Render(first)).StartAsync(live =>
            RepeatAsync(run, running, FrameTime, snapshot => live.UpdateTarget(DemoView.Render(snapshot)), time, over))
                .ConfigureAwait(false);
    }

    private static async Task RepeatAsync(
        DemoRun run, Task running, TimeSpan interval, Action<DemoSnapshot> show, TimeProvider time, CancellationToken over)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (!running.IsCompleted && await timer.WaitForNextTickAsync(over).ConfigureAwait(false))
            {
                show(await run.TakeSnapshotAsync().ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up, or someone has seen enough.
        }

        run.Stop();
        await running.ConfigureAwait(false);
        show(await run.TakeSnapshotAsync().ConfigureAwait(false));
    }

    // Not through the console's own writing, which would fold lines at 80 columns where there is no terminal.
    private static void Write(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
