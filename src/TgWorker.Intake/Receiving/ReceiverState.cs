using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>What the receiver does now: requests under way, and whether it still takes any.</summary>
internal sealed class ReceiverState(IntakeGate gate)
{
    private const string Starting = "the receiver is starting";
    private const string Stopping = "the receiver is stopping";

    private int _running;
    private volatile bool _isStarted;
    private volatile bool _isLeaving;
    private volatile bool _isStopping;

    /// <summary>Requests under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Why nothing is taken now; null when requests are.</summary>
    public string? Refusal => _isStopping ? Stopping : !_isStarted ? Starting : gate.Reason;

    /// <summary>Why balancers are to send nothing; null when they may.</summary>
    public string? NotReady => _isLeaving ? Stopping : Refusal;

    /// <summary>The addresses it listens on were found good.</summary>
    public void Start() => _isStarted = true;

    /// <summary>It was told to stop, and waits for balancers to notice.</summary>
    public void Leave() => _isLeaving = true;

    /// <summary>From now on senders are asked to come again, to another.</summary>
    public void Stop() => _isStopping = true;

    public void Enter() => Interlocked.Increment(ref _running);

    public void Exit() => Interlocked.Decrement(ref _running);
}
