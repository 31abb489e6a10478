using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Laravel.Envelopes;
using TgWorker.Screens;
using TgWorker.Sqlite;

namespace TgWorker.Demo;

/// <summary>One run of the demo: queue, traffic, workers, and what they have done so far.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    /// <summary>How long before its end the traffic stops, for what was pushed to be done with.</summary>
    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(2);

    private readonly DemoOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<DemoChat> _chats = DemoChats.Create();
    private readonly SqliteUpdateQueue _queue;
    private readonly DemoHandler _handler;
    private readonly DemoTraffic _traffic;
    private readonly RateMeter _rate = new();
    private readonly CancellationTokenSource _stopTraffic;
    private readonly CancellationTokenSource _stopWorkers = new();
    private readonly long _started;

    public DemoRun(DemoOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        // In memory it is there at once.
        _queue = SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions { Name = "demo" }, new EnvelopeReader(new EnvelopeOptions()), time,
            NullLoggerFactory.Instance, default)
            .GetAwaiter().GetResult();
        _handler = new DemoHandler(_chats, time);
        _traffic = new DemoTraffic(_queue, _chats, time);
        _stopTraffic = options.For is { } end ? new CancellationTokenSource(end - Ending(end), time) : new CancellationTokenSource();
        _started = time.GetTimestamp();
    }

    /// <summary>Runs until <see cref="Stop"/>, or until the workers end by themselves.</summary>
    public async Task RunAsync()
    {
        var working = DemoWorkers.RunAsync(_queue, _handler, _time, _stopWorkers.Token);
        var pushing = _traffic.RunAsync(_stopTraffic.Token);
        if (await Task.WhenAny(working, pushing).ConfigureAwait(false) == working)
        {
            await _stopTraffic.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(working, pushing).ConfigureAwait(false);
    }

    /// <summary>Ends the traffic and, once their handlers have ended, the workers.</summary>
    public void Stop()
    {
        _stopTraffic.Cancel();
        _stopWorkers.Cancel();
    }

    public async Task<DemoSnapshot> TakeSnapshotAsync()
    {
        // From the source to the end: what moves on meanwhile is counted twice rather than not at all.
        var (messages, repetitions) = (_traffic.Messages, _traffic.Repetitions);
        var status = await _queue.GetStatusAsync(CancellationToken.None).ConfigureAwait(false);
        var elapsed = _time.GetElapsedTime(_started);
        var handled = _handler.Handled;
        _rate.Add(elapsed, handled);
        return new DemoSnapshot
        {
            Elapsed = elapsed,
            For = _options.For,
            Queue = status,
            Messages = messages,
            Repetitions = repetitions,
            Handled = handled,
            Retries = _handler.Retries,
            Violations = _handler.Violations,
            PerSecond = _rate.PerSecond,
            History = _rate.History,
            ChatCount = _chats.Count,
            Chats = [.. _chats.Take(DemoChats.Shown).Select(chat => (chat, _handler.JournalOf(chat).Latest))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        _stopTraffic.Dispose();
        _stopWorkers.Dispose();
        await _queue.DisposeAsync().ConfigureAwait(false);
    }

    private static TimeSpan Ending(TimeSpan end) => end / 3 < LongestEnding ? end / 3 : LongestEnding;
}
