namespace TgWorker.Core.Queues;

/// <summary>Lets one of all workers on a queue say something, and then none of them for a while.</summary>
public interface IQuietTimes
{
    /// <summary>Begins a quiet time.</summary>
    /// <param name="topic">What it is about, a short name.</param>
    /// <param name="length">How long it lasts, more than zero.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether the caller is the one to speak; false when the quiet time had begun already.</returns>
    Task<bool> BeginAsync(string topic, TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Ends it, because the caller could not be heard: another may try.</summary>
    Task EndAsync(string topic, CancellationToken cancellationToken);
}
