namespace TgWorker.Core.Working;

/// <summary>
/// What tells the handlers of a run to stop: the end of all of them, or an operator's wish for one delivery. Serves one delivery after the
/// other; what was cancelled is not used again.
/// </summary>
internal sealed class RunToken(CancellationToken end)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private long _fence;
    private volatile string? _cancelledBy;

    /// <summary>Who cancelled the delivery at hand; null when nobody did.</summary>
    public string? CancelledBy => _cancelledBy;

    /// <summary>A delivery begins.</summary>
    /// <param name="fence">Its token.</param>
    public CancellationToken Begin(long fence)
    {
        lock (_lock)
        {
            (_fence, _cancelledBy) = (fence, null);
            return (_source ??= CancellationTokenSource.CreateLinkedTokenSource(end)).Token;
        }
    }

    /// <summary>The last delivery has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            _fence = 0;
        }
    }

    /// <summary>Cancels a delivery, if it is the one at hand.</summary>
    /// <returns>False when it is not, or is cancelled already.</returns>
    public bool Cancel(long fence, string by)
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            if (_fence != fence || _cancelledBy is not null || _source is null)
            {
                return false;
            }

            // Out of the next delivery's reach before it fires.
            (_cancelledBy, source, _source) = (by, _source, null);
        }

        // Not on this thread, which renews the lease: handlers' callbacks may block.
        _ = source.CancelAsync();
        return true;
    }

    /// <summary>Nothing more is run under it.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            _source?.Dispose();
            _source = null;
        }
    }
}
