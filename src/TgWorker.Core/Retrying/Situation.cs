namespace TgWorker.Core.Retrying;

/// <summary>What a verdict depends on beside the try itself.</summary>
/// <param name="IsLeaseLost">The lane may be with another worker: nothing may be written.</param>
/// <param name="IsGraceOver">The worker stops and has told its handlers to end.</param>
/// <param name="MayRest">Whether the job may wait here for its next try: the worker goes on and has room.</param>
/// <param name="LongestRest">Longer waits are the queue's.</param>
/// <param name="Cancelled">Why an operator's wish ended the try; null where nobody wished so.</param>
internal readonly record struct Situation(
    bool IsLeaseLost, bool IsGraceOver, bool MayRest, TimeSpan LongestRest, string? Cancelled = null);
