using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Stores;

/// <summary>Steps that somebody wants taken, and waits for.</summary>
internal abstract class WriteCall
{
    private int _taken;

    /// <summary>Whether the steps are still wanted. From then on they are not given up any more.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>Takes the steps.</summary>
    public abstract void Run(QueueSteps steps);

    /// <summary>Answers: the transaction is committed.</summary>
    public abstract void Succeed();

    /// <summary>Answers: nothing was written.</summary>
    public abstract void Fail(Exception exception);
}
