namespace TgWorker.Bots.Clients;

/// <summary>The turn of a call that Telegram limits.</summary>
internal interface ICallTurn
{
    /// <summary>Takes it, and waits for it as long as the call may.</summary>
    /// <returns>How long it would have to wait beyond that: it was not taken; null when it was.</returns>
    Task<TimeSpan?> TakeAsync(CallPatience patience, CancellationToken cancellationToken);

    /// <summary>Tells all workers that Telegram refused the call (429).</summary>
    Task NoteRefusedAsync(TimeSpan retryAfter, CancellationToken cancellationToken);
}
