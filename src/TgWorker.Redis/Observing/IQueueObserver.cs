using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Observing;

/// <summary>
/// Is told what has become of jobs, after Redis accepted it. Calls come from hot paths: they return at once and never throw.
/// </summary>
internal interface IQueueObserver
{
    /// <summary>A worker was given a job to run.</summary>
    void Started(Delivery delivery);

    /// <summary>A job is done.</summary>
    void Finished(Delivery delivery);

    /// <summary>An entry left the list without being run: its update had been seen before.</summary>
    void FinishedUnrun(Job job);

    /// <summary>A job was given up.</summary>
    void Failed(Delivery delivery, Failure failure);

    /// <summary>A worker let go of a job; it waits for its next try.</summary>
    void Released(Delivery delivery, int failures);

    /// <summary>An operator is about to put failed jobs back. Awaited, so that it is told before a worker takes them up.</summary>
    Task RetryingAsync(IReadOnlyList<Job> jobs);

    /// <summary>An operator deleted unfinished jobs. Awaited, so that there are never more to tell of than can wait.</summary>
    Task ClearedAsync(IReadOnlyList<Job> jobs);

    /// <summary>An operator deleted failed jobs. Awaited likewise.</summary>
    Task ForgottenAsync(IReadOnlyList<Job> jobs);
}
