using TgWorker.Core.Queues;

namespace TgWorker.Intake.Polling;

/// <summary>
/// A right to poll as this process knows it: whose it is by the queue's last word, and until when by this process's own clock.
/// </summary>
internal sealed class PollRight(PollLease lease, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource _lapsed = new(0);
    private long _from;
    private TimeSpan _length;

    public PollLease Lease => lease;

    /// <summary>Cancelled when the right is another's, or is no longer wanted.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Cancelled when it has lapsed; nothing may be asked then.</summary>
    public CancellationToken Lapsed
    {
        get
        {
            lock (_gate)
            {
                return _lapsed.Token;
            }
        }
    }

    /// <summary>Whether it is good now.</summary>
    public bool IsGood => !_lost.IsCancellationRequested && !Lapsed.IsCancellationRequested
        && time.GetElapsedTime(Volatile.Read(ref _from)) < _length;

    /// <summary>The queue has extended it, asked at a moment.</summary>
    public void Extend(long asked, TimeSpan length)
    {
        lock (_gate)
        {
            (_from, _length) = (asked, length);
            var left = length - time.GetElapsedTime(asked);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            if (_lapsed.IsCancellationRequested)
            {
                _lapsed.Dispose();
                _lapsed = new CancellationTokenSource(left, time);
            }
            else
            {
                _lapsed.CancelAfter(left);
            }
        }
    }

    /// <summary>It is another's, or no longer wanted.</summary>
    public Task LoseAsync() => _lost.CancelAsync();

    public void Dispose()
    {
        _lost.Dispose();
        _lapsed.Dispose();
    }
}
