using TgWorker.Envelopes;
using TgWorker.Queues.InProcess;

namespace TgWorker.Demo;

/// <summary>One run of the demo: queue, traffic, workers, and what they have done so far.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    /// <summary>How long before its end the traffic stops, for what was pushed to be done with.</summary>
    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(2);

    private readonly DemoOptions options;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<DemoChat> chats = DemoChats.Create();
    private readonly InProcessQueue queue;
    private readonly DemoHandler handler;
    private readonly DemoTraffic traffic;
    private readonly RateMeter rate = new();
    private readonly CancellationTokenSource stopTraffic;
    private readonly CancellationTokenSource stopWorkers = new();
    private readonly long started;

    public DemoRun(DemoOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        queue = new InProcessQueue(new EnvelopeReader(new EnvelopeOptions()), new InProcessQueueOptions { Name = "demo" }, time);
        handler = new DemoHandler(chats, time);
        traffic = new DemoTraffic(queue, chats, time);
        stopTraffic = options.For is { } end ? new CancellationTokenSource(end - Ending(end), time) : new CancellationTokenSource();
        started = time.GetTimestamp();
    }

    /// <summary>Runs until <see cref="Stop"/>, or until the workers end by themselves.</summary>
    public async Task RunAsync()
    {
        var working = DemoWorkers.RunAsync(queue, handler, time, stopWorkers.Token);
        var pushing = traffic.RunAsync(stopTraffic.Token);
        if (await Task.WhenAny(working, pushing).ConfigureAwait(false) == working)
        {
            await stopTraffic.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(working, pushing).ConfigureAwait(false);
    }

    /// <summary>Ends the traffic and, once their handlers have ended, the workers.</summary>
    public void Stop()
    {
        stopTraffic.Cancel();
        stopWorkers.Cancel();
    }

    public async Task<DemoSnapshot> TakeSnapshotAsync()
    {
        // From the source to the end: what moves on meanwhile is counted twice rather than not at all.
        var (messages, repetitions) = (traffic.Messages, traffic.Repetitions);
        var status = await queue.GetStatusAsync(CancellationToken.None).ConfigureAwait(false);
        var elapsed = time.GetElapsedTime(started);
        var handled = handler.Handled;
        rate.Add(elapsed, handled);
        return new DemoSnapshot
        {
            Elapsed = elapsed,
            For = options.For,
            Queue = status,
            Messages = messages,
            Repetitions = repetitions,
            Handled = handled,
            Retries = handler.Retries,
            Violations = handler.Violations,
            PerSecond = rate.PerSecond,
            History = rate.History,
            ChatCount = chats.Count,
            Chats = [.. chats.Take(DemoChats.Shown).Select(chat => (chat, handler.JournalOf(chat).Latest))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        stopTraffic.Dispose();
        stopWorkers.Dispose();
        await queue.DisposeAsync().ConfigureAwait(false);
    }

    private static TimeSpan Ending(TimeSpan end) => end / 3 < LongestEnding ? end / 3 : LongestEnding;
}
