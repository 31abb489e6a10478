namespace TgWorker.Core.Retrying;

/// <summary>What a verdict depends on beside the try itself.</summary>
/// <param name="IsLeaseLost">The lane may be with another worker: nothing may be written.</param>
/// <param name="IsGraceOver">The worker stops and has told its handlers to end.</param>
/// <param name="MayRest">Whether the job may wait here for its next try: the worker goes on and has room.</param>
/// <param name="LongestRest">Longer waits are the queue's.</param>
internal readonly record struct Situation(bool IsLeaseLost, bool IsGraceOver, bool MayRest, TimeSpan LongestRest);
