namespace TgWorker.Core.Working;

/// <summary>
/// The tokens of a session's runs. They are used again: to make one for each run would cost more than the rest of its start.
/// </summary>
/// <param name="end">Ends all runs.</param>
internal sealed class RunTokens(CancellationToken end) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<RunToken> _free = new();

    /// <summary>Takes one for a run.</summary>
    public RunToken Take()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var free))
            {
                return free;
            }
        }

        return new RunToken(end);
    }

    /// <summary>Takes one back when its run has ended.</summary>
    public void Return(RunToken token)
    {
        token.End();
        lock (_lock)
        {
            _free.Push(token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            while (_free.TryPop(out var token))
            {
                token.Retire();
            }
        }
    }
}
