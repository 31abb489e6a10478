namespace TgWorker.Bots.Clients;

/// <summary>
/// How long a call may still wait for Telegram; flows with the call from whoever makes it to the connection. Without one, it does not wait.
/// </summary>
internal sealed class CallPatience : IDisposable
{
    private static readonly AsyncLocal<CallPatience?> Flowing = new();

    private readonly Func<TimeSpan> _longest;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;
    private TimeSpan _waited;

    private CallPatience(Func<TimeSpan> longest, Func<TimeSpan, CancellationToken, Task> wait) => (_longest, _wait) = (longest, wait);

    /// <summary>That of the call under way; null where it has none.</summary>
    public static CallPatience? Current => Flowing.Value;

    /// <summary>Has the calls that follow in this flow wait, until it is disposed.</summary>
    /// <param name="longest">How long all waits of the call together may be, as it is now.</param>
    /// <param name="wait">Waits.</param>
    public static CallPatience Begin(Func<TimeSpan> longest, Func<TimeSpan, CancellationToken, Task> wait) =>
        Flowing.Value = new CallPatience(longest, wait);

    /// <summary>Waits as long as Telegram asks, if that is not too long.</summary>
    /// <returns>Whether it has waited.</returns>
    public async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (_waited + time > _longest())
        {
            return false;
        }

        _waited += time;
        await _wait(time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose() => Flowing.Value = null;
}
