namespace TgWorker.Core.Working;

/// <summary>How long the jobs of a session may go on: until its lease is lost or the worker's grace period is over.</summary>
internal sealed class SessionLife : IDisposable
{
    private readonly LeaseKeeper _lease;
    private readonly WorkerStop _stop;
    private readonly CancellationTokenSource _handlersEnd;

    public SessionLife(LeaseKeeper lease, WorkerStop stop)
    {
        _lease = lease;
        _stop = stop;
        _handlersEnd = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost, stop.GraceOver);
        Lost = lease.Lost;
        HandlersEnd = _handlersEnd.Token;
        Tokens = new RunTokens(HandlersEnd);
    }

    /// <summary>What all handlers are told to stop by.</summary>
    public CancellationToken HandlersEnd { get; }

    /// <summary>What each run is told to stop by: <see cref="HandlersEnd"/>, or an operator.</summary>
    public RunTokens Tokens { get; }

    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether the lease is lost by now.</summary>
    public bool IsLost => _lease.IsLost;

    /// <summary>Whether running handlers have had their time to end.</summary>
    public bool IsGraceOver => _stop.GraceOver.IsCancellationRequested;

    /// <summary>Whether anything may be started that was not.</summary>
    public bool MayStart => !_stop.Stopping.IsCancellationRequested && !HandlersEnd.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        Tokens.Dispose();
        _handlersEnd.Dispose();
    }
}
