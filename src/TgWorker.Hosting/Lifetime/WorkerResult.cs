namespace TgWorker.Hosting.Lifetime;

/// <summary>What a host's run leaves for the process's end.</summary>
internal sealed class WorkerResult
{
    private readonly Lock _lock = new();
    private int? _code;

    /// <summary>The exit code: that of the first thing that went wrong; failed while nothing has ended as it should.</summary>
    public int ExitCode
    {
        get
        {
            lock (_lock)
            {
                return _code ?? Lifetime.ExitCode.Failed;
            }
        }
    }

    /// <summary>Told the exit code, whenever it changes.</summary>
    public Action<int>? Ended { get; init; }

    /// <summary>Takes down how something ended. What went wrong first stays: what ends well because of it changes nothing.</summary>
    public void End(int code)
    {
        lock (_lock)
        {
            if (_code is not (null or Lifetime.ExitCode.Done))
            {
                return;
            }

            _code = code;
        }

        Ended?.Invoke(code);
    }
}
