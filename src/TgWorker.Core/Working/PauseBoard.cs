using Microsoft.Extensions.Logging;

namespace TgWorker.Core.Working;

/// <summary>Which queues of a worker are paused: by an operator, for all workers, or in this process alone.</summary>
internal sealed partial class PauseBoard(IReadOnlyList<string> queues, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly bool[] _paused = new bool[queues.Count];
    private readonly bool[] _byOperator = new bool[queues.Count];
    private bool _here;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Told of every queue whose pause begins or ends.</summary>
    public Action<int, bool>? Changed { get; set; }

    /// <summary>Whether nothing of a queue is to be claimed.</summary>
    public bool IsPaused(int queue) => Volatile.Read(ref _paused[queue]);

    /// <summary>Pauses all queues in this process, or lets them go on; what an operator paused stays so.</summary>
    public void PauseHere(bool paused)
    {
        lock (_lock)
        {
            if (_here == paused)
            {
                return;
            }

            _here = paused;
            Update();
        }

        if (paused)
        {
            PausedHere(logger);
        }
        else
        {
            ContinuedHere(logger);
        }
    }

    /// <summary>An operator's wish for one queue, as the queue tells it.</summary>
    public void PauseByOperator(int queue, bool paused)
    {
        lock (_lock)
        {
            if (_byOperator[queue] == paused)
            {
                return;
            }

            _byOperator[queue] = paused;
            Update();
        }

        if (paused)
        {
            Paused(logger, queues[queue]);
        }
        else
        {
            Continued(logger, queues[queue]);
        }
    }

    /// <summary>Waits while a queue is paused.</summary>
    public async ValueTask ContinuedAsync(int queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!_paused[queue])
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Update()
    {
        for (var i = 0; i < _paused.Length; i++)
        {
            Volatile.Write(ref _paused[i], _here || _byOperator[i]);
            Changed?.Invoke(i, _paused[i]);
        }

        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(103, LogLevel.Information, "Queue {Queue} was paused by an operator")]
    private static partial void Paused(ILogger logger, string queue);

    [LoggerMessage(110, LogLevel.Information, "Queue {Queue} was continued by an operator")]
    private static partial void Continued(ILogger logger, string queue);

    [LoggerMessage(108, LogLevel.Information, "This worker was paused: running jobs finish, and it claims nothing new")]
    private static partial void PausedHere(ILogger logger);

    [LoggerMessage(112, LogLevel.Information, "This worker was continued")]
    private static partial void ContinuedHere(ILogger logger);
}
