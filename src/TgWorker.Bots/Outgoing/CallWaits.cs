namespace TgWorker.Bots.Outgoing;

/// <summary>How a short wait is spent. A test lets it pass in a moment.</summary>
internal sealed record CallWaits(Func<TimeSpan, CancellationToken, Task> WaitAsync)
{
    public static CallWaits By(TimeProvider time) => new((wait, cancellationToken) => Task.Delay(wait, time, cancellationToken));
}
