using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Horizon;

/// <summary>Something that happened to a job.</summary>
/// <param name="Kind">What.</param>
/// <param name="Job">The job, which has a uuid.</param>
/// <param name="At">When.</param>
/// <param name="Attempts">The attempts so far, the running one included.</param>
/// <param name="Runtime">How long it ran, if it did and is done.</param>
/// <param name="Error">Why it was given up.</param>
/// <param name="Written">Completed when it is written, for somebody who waits for that.</param>
internal readonly record struct HorizonEvent(
    HorizonEventKind Kind,
    Job Job,
    DateTimeOffset At,
    int Attempts = 0,
    TimeSpan? Runtime = null,
    string? Error = null,
    TaskCompletionSource? Written = null);
