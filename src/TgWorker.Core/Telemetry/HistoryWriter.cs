using TgWorker.Core.History;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Telemetry;

/// <summary>
/// Writes what a worker counts into its queue's history, every ten seconds and at the end of a minute, on the beat of its lease. No update
/// and no renewal waits for it; what cannot be written for a minute is dropped.
/// </summary>
internal sealed class HistoryWriter : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(2);
    private const int MostUnwritten = 7;

    private readonly IWorkHistory? _history;
    private readonly ITrafficHistory? _traffic;
    private readonly TimeProvider _time;
    private readonly List<WorkRecord> _unwritten = [];
    private Task _writing = Task.CompletedTask;
    private long _takenAt;
    private long _minute;

    /// <param name="history">Where to; null where nothing is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="traffic">Where what is sent goes; null where nothing is kept of it.</param>
    public HistoryWriter(IWorkHistory? history, TimeProvider time, ITrafficHistory? traffic = null)
    {
        (_history, _traffic, _time) = (history, traffic, time);
        (Recorder, Traffic) = (history is null ? null : new WorkRecorder(), traffic is null ? null : new TrafficRecorder());
        (_takenAt, _minute) = (time.GetTimestamp(), Minute);
    }

    /// <summary>Counts; null where nothing is kept.</summary>
    public WorkRecorder? Recorder { get; }

    /// <summary>Counts what is sent; null where nothing is kept of it.</summary>
    public TrafficRecorder? Traffic { get; }

    private long Minute => HistoryTime.StepOf(_time.GetUtcNow(), HistoryScale.Minute);

    /// <summary>The lease was renewed. Called by one at a time.</summary>
    public void Beat()
    {
        if (Recorder is not null && _writing.IsCompleted && (_time.GetElapsedTime(_takenAt) >= Period || Minute != _minute))
        {
            Take();
            _writing = WriteAsync(CancellationToken.None);
        }
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.ConfigureAwait(false);
        Take();
        using var limit = new CancellationTokenSource(LastTry, _time);
        await WriteAsync(limit.Token).WaitAsync(LastTry, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Take()
    {
        if (Recorder?.Take(_minute) is { } record)
        {
            _unwritten.Add(record);
        }

        if (_unwritten.Count > MostUnwritten)
        {
            _unwritten.RemoveAt(0);
        }

        (_takenAt, _minute) = (_time.GetTimestamp(), Minute);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (Traffic is not null)
        {
            await Traffic.WriteAsync(_traffic!, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        while (_unwritten.Count > 0)
        {
            try
            {
                await _history!.AddAsync(_unwritten[0], cancellationToken).ConfigureAwait(false);
            }
            catch (QueueUnavailableException exception) when (!exception.MayHaveHappened)
            {
                // Later, perhaps. What may have been written is not written twice.
                return;
            }
            catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
            {
                // It is missing.
            }

            _unwritten.RemoveAt(0);
        }
    }
}
