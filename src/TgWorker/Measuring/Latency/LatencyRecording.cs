namespace TgWorker.Measuring.Latency;

/// <summary>The waits of updates with consecutive ids.</summary>
/// <param name="firstId">The first of these ids.</param>
/// <param name="ids">How many ids there are.</param>
/// <param name="expected">How many of them are going to be measured.</param>
/// <param name="time">The clock.</param>
internal sealed class LatencyRecording(long firstId, int ids, int expected, TimeProvider time)
{
    private readonly long[] _pushed = new long[ids];
    private readonly long[] _handled = new long[ids];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = expected;

    /// <summary>Ends when all that are measured have come to their handler.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The waits in milliseconds, once <see cref="Complete"/> has ended.</summary>
    public IEnumerable<double> Waits => Enumerable.Range(0, ids).Where(i => _handled[i] != 0)
        .Select(i => time.GetElapsedTime(_pushed[i], _handled[i]).TotalMilliseconds);

    /// <summary>An update is about to be pushed. Those that are not named are not measured.</summary>
    public void Pushing(long updateId) => _pushed[updateId - firstId] = time.GetTimestamp();

    /// <summary>An update has come to its handler.</summary>
    public void Handling(long updateId)
    {
        var at = updateId - firstId;
        if (at < 0 || at >= ids || _pushed[at] == 0)
        {
            return;
        }

        _handled[at] = time.GetTimestamp();
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _complete.TrySetResult();
        }
    }
}
