using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>
/// Renews a session's lease, and says that it is lost before it can have lapsed. Its clock is monotonic and counts from
/// before each renewal was sent, so it is never later than the queue's.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMilliseconds(500);

    private readonly IQueueSession _session;
    private readonly TimeProvider _time;
    private readonly Action<Heartbeat> _beat;
    private readonly Action<QueueUnavailableException> _unavailable;
    private readonly ITimer _deadline;
    private readonly TimeSpan _period;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _renewing = Task.CompletedTask;
    private long _trustedUntil;

    /// <param name="session">The session whose lease is kept.</param>
    /// <param name="joinedAt">A timestamp from before the session joined.</param>
    /// <param name="beat">Told of every renewal.</param>
    /// <param name="unavailable">Told of every renewal that the queue did not answer.</param>
    /// <param name="time">The clock.</param>
    public LeaseKeeper(IQueueSession session, long joinedAt, Action<Heartbeat> beat, Action<QueueUnavailableException> unavailable,
        TimeProvider time)
    {
        _session = session;
        _time = time;
        _beat = beat;
        _unavailable = unavailable;
        _period = session.Lease / 4 < LongestPeriod ? session.Lease / 4 : LongestPeriod;
        Trust(joinedAt);
        _deadline = time.CreateTimer(static keeper => ((LeaseKeeper)keeper!).Lose(), this, LeftSince(joinedAt), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the lease is lost, or so nearly that it may be by the time anybody acts on it.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether the lease is lost by now. Asks the clock too: when the process has stood still, its timers come late.</summary>
    public bool IsLost
    {
        get
        {
            if (!_lost.IsCancellationRequested && _time.GetTimestamp() >= Volatile.Read(ref _trustedUntil))
            {
                Lose();
            }

            return _lost.IsCancellationRequested;
        }
    }

    /// <summary>Ends with the first renewal that the queue answered: from then on it is known what operators want.</summary>
    public Task Renewed => _renewed.Task;

    /// <summary>How often the lease is renewed.</summary>
    public TimeSpan Period => _period;

    // A tenth of the lease for handlers to end in.
    private TimeSpan Trusted => _session.Lease * 0.9;

    /// <summary>Takes the lease for lost, because the queue said so.</summary>
    public void GiveUp() => Lose();

    /// <summary>Starts renewing.</summary>
    public void Start() => _renewing = RenewAsync();

    /// <summary>
    /// Ends the renewing, before the session is left: a renewal that comes behind that is refused, and no lease is lost by it.
    /// </summary>
    public Task EndAsync() => _ending.CancelAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        await _deadline.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        while (!_ending.IsCancellationRequested && !_lost.IsCancellationRequested)
        {
            var sent = _time.GetTimestamp();
            try
            {
                var heartbeat = await _session.RenewAsync(_ending.Token).ConfigureAwait(false);
                Trust(sent);
                _deadline.Change(LeftSince(sent), Timeout.InfiniteTimeSpan);
                _beat(heartbeat);
                _renewed.TrySetResult();
            }
            catch (LeaseLostException)
            {
                Lose();
                return;
            }
            catch (QueueUnavailableException exception)
            {
                _unavailable(exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_period, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Trust(long since) => Volatile.Write(ref _trustedUntil, since + (long)(Trusted.TotalSeconds * _time.TimestampFrequency));

    private TimeSpan LeftSince(long sent)
    {
        var left = Trusted - _time.GetElapsedTime(sent);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Lose()
    {
        if (!_ending.IsCancellationRequested)
        {
            _lost.Cancel();
        }
    }
}
