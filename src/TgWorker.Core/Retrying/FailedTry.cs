using TgWorker.Core.Jobs;

namespace TgWorker.Core.Retrying;

/// <summary>A failed try, as a retry policy of your own sees it (<see cref="RetryOptions.Policy"/>).</summary>
/// <param name="Job">The job that was tried.</param>
/// <param name="Attempts">How many tries were made, including this one and those of Laravel's workers.</param>
/// <param name="Error">What went wrong, in words for people.</param>
/// <param name="Exception">What the handler threw; null if it returned an outcome.</param>
/// <param name="Usual">What the options and the envelope say: the delay before the next try, or null to give up the job.</param>
public readonly record struct FailedTry(Job Job, int Attempts, string Error, Exception? Exception, TimeSpan? Usual);
