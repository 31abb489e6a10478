namespace TgWorker.Redis.Granting;

/// <summary>When the next claim is worth its while: what is known of lanes that come due and of the right to sort.</summary>
internal sealed class NextTurn(TimeProvider time)
{
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMilliseconds(8);

    private readonly Lock _lock = new();
    private TaskCompletionSource _sooner = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _due;
    private TimeSpan _backOff = ShortestBackOff;

    /// <summary>Whether another worker was sorting at the last claim: it will be done in a moment, and nothing tells when.</summary>
    public bool SorterBusy { get; private set; }

    /// <summary>Notes whether another worker had the right to sort.</summary>
    public void Elsewhere(bool another)
    {
        SorterBusy = another;
        if (!another)
        {
            _backOff = ShortestBackOff;
        }
    }

    /// <summary>Leaves another sorter alone for a moment: longer every time, with jitter so that workers do not keep step.</summary>
    public async ValueTask BackOffAsync(CancellationToken cancellationToken)
    {
        var wait = _backOff;
        _backOff = wait * 2 < LongestBackOff ? wait * 2 : LongestBackOff;
        await Task.Delay(wait + (wait * Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets the known due time: the claim that follows learns the next one.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _due = null;
        }
    }

    /// <summary>A lane is ready in so many milliseconds; negative: none is.</summary>
    public void Due(long milliseconds)
    {
        if (milliseconds < 0)
        {
            return;
        }

        lock (_lock)
        {
            var due = time.GetTimestamp() + (milliseconds * time.TimestampFrequency / 1000);
            if (_due is { } known && known <= due)
            {
                return;
            }

            _due = due;
            _sooner.TrySetResult();
        }
    }

    /// <summary>A lane was let go of, unless its next job was taken: what follows there is for the next claim.</summary>
    public void LetGo(bool tookNext)
    {
        if (!tookNext)
        {
            Due(0);
        }
    }

    /// <summary>Waits for <paramref name="pushed"/>, for a lane to come due, or for <paramref name="atMost"/>.</summary>
    public async ValueTask WaitAsync(Task pushed, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var end = time.GetTimestamp() + (long)(atMost.TotalSeconds * time.TimestampFrequency);
        while (!pushed.IsCompleted)
        {
            Task sooner;
            TimeSpan wait;
            lock (_lock)
            {
                var until = _due is { } due && due < end ? due : end;
                wait = time.GetElapsedTime(time.GetTimestamp(), until);
                if (wait <= TimeSpan.Zero)
                {
                    return;
                }

                if (_sooner.Task.IsCompleted)
                {
                    _sooner = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                sooner = _sooner.Task;
            }

            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(pushed, sooner, Task.Delay(wait, time, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
