using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Stores;

/// <summary>Steps with an answer.</summary>
internal sealed class WriteCall<T>(Func<QueueSteps, T> steps) : WriteCall
{
    private readonly TaskCompletionSource<T> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private T _answer = default!;

    /// <summary>The answer.</summary>
    public Task<T> Answer => _answered.Task;

    /// <summary>Gives the call up at a cancellation, as long as nobody has taken it.</summary>
    public void HeedCancellation(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (call, token) =>
                {
                    if (((WriteCall<T>)call!).TryTake())
                    {
                        ((WriteCall<T>)call)._answered.TrySetCanceled(token);
                    }
                },
                this);
        }
    }

    public override void Run(QueueSteps all) => _answer = steps(all);

    public override void Succeed()
    {
        _registration.Dispose();
        _answered.SetResult(_answer);
    }

    public override void Fail(Exception exception)
    {
        _registration.Dispose();
        _answered.SetException(exception);
    }
}
