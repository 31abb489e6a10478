namespace TgWorker.Core.Health;

/// <summary>An update whose handler has outlived its time limit and ignores its cancellation.</summary>
/// <param name="Lane">Its lane.</param>
/// <param name="UpdateId">Telegram's <c>update_id</c>.</param>
/// <param name="Attempt">Which try it is.</param>
/// <param name="Runs">How long the handler has been running.</param>
public sealed record HangingRun(string Lane, long? UpdateId, int Attempt, TimeSpan Runs);
