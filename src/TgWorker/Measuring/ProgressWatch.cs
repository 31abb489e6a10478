using TgWorker.Measuring.Workers;

namespace TgWorker.Measuring;

/// <summary>Ends a measurement that has come to a standstill, rather than let it wait for ever.</summary>
internal sealed class ProgressWatch(IMeasuredWorkers workers, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private long _last = -1;
    private long _since = time.GetTimestamp();

    /// <summary>Takes note of a count that changes as long as anything happens.</summary>
    /// <exception cref="TimeoutException">It has not changed for a minute.</exception>
    /// <exception cref="InvalidOperationException">It has not, because a worker has ended.</exception>
    public void Note(long count)
    {
        if (count != _last)
        {
            (_last, _since) = (count, time.GetTimestamp());
        }
        else if (time.GetElapsedTime(_since) > Patience)
        {
            _ = workers.Usage();
            throw new TimeoutException($"Nothing happened for {Patience.TotalSeconds:0} s.");
        }
    }
}
