namespace TgWorker.Bots.Clients;

/// <summary>
/// How long a call may still wait for Telegram, and its turn; flows with the call from whoever makes it to the connection. Without one, it
/// does not wait.
/// </summary>
internal sealed class CallPatience : IDisposable
{
    private static readonly AsyncLocal<CallPatience?> Flowing = new();

    private readonly Func<TimeSpan> _longest;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;
    private readonly ICallTurn? _turn;

    private CallPatience(Func<TimeSpan> longest, Func<TimeSpan, CancellationToken, Task> wait, ICallTurn? turn) =>
        (_longest, _wait, _turn) = (longest, wait, turn);

    /// <summary>That of the call under way; null where it has none.</summary>
    public static CallPatience? Current => Flowing.Value;

    /// <summary>How long it has waited so far.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>How long it may still wait.</summary>
    public TimeSpan Left => _longest() is var longest && longest > Waited ? longest - Waited : TimeSpan.Zero;

    /// <summary>Has the calls that follow in this flow wait, until it is disposed.</summary>
    /// <param name="longest">How long all waits of the call together may be, as it is now.</param>
    /// <param name="wait">Waits.</param>
    /// <param name="turn">The call's turn; null for one that is free.</param>
    public static CallPatience Begin(Func<TimeSpan> longest, Func<TimeSpan, CancellationToken, Task> wait, ICallTurn? turn = null) =>
        Flowing.Value = new CallPatience(longest, wait, turn);

    /// <summary>Takes the call's turn.</summary>
    /// <returns>How long it would have to wait, when that is too long; null when it may be made.</returns>
    public async Task<TimeSpan?> TakeTurnAsync(CancellationToken cancellationToken) =>
        _turn is null ? null : await _turn.TakeAsync(this, cancellationToken).ConfigureAwait(false);

    /// <summary>Telegram refused the call, and asks to wait.</summary>
    /// <param name="retryAfter">How long.</param>
    /// <param name="canRepeat">Whether it could be made again.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether it is to be made again now.</returns>
    public async Task<bool> AgainAsync(TimeSpan retryAfter, bool canRepeat, CancellationToken cancellationToken)
    {
        if (_turn is not null)
        {
            await _turn.NoteRefusedAsync(retryAfter, cancellationToken).ConfigureAwait(false);
        }

        return canRepeat && await WaitAsync(retryAfter, cancellationToken).ConfigureAwait(false)
            && await TakeTurnAsync(cancellationToken).ConfigureAwait(false) is null;
    }

    /// <summary>Waits, if that is not too long.</summary>
    /// <returns>Whether it has waited.</returns>
    public async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (Waited + time > _longest())
        {
            return false;
        }

        Waited += time;
        await _wait(time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose() => Flowing.Value = null;
}
