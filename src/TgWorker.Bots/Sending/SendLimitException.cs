using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>
/// A call was not made: it would have had to wait for its turn longer than a call may wait in its handler
/// (<see cref="OutgoingOptions.ShortWait"/>), by the limits of <see cref="OutgoingLimits"/> or because of a 429 before. Unless a handler
/// catches it, the update waits, without a slot and without using up a try, and goes on where it was.
/// </summary>
#pragma warning disable CA1032 // Made by the client only.
public sealed class SendLimitException : UpdateOutcomeException
#pragma warning restore CA1032
{
    internal SendLimitException(string method, TimeSpan wait)
        : base($"{method} would have to wait for its turn for {wait.TotalSeconds:0.###} s")
    {
        RetryAfter = wait;
        Outcome = UpdateOutcome.Wait(wait, Message);
    }

    /// <summary>How long until it makes sense to try again.</summary>
    public TimeSpan RetryAfter { get; }

    /// <inheritdoc/>
    public override UpdateOutcome Outcome { get; }
}
