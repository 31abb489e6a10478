namespace TgWorker.Core.Queues;

/// <summary>Lets one worker of a queue speak, and then none of them for a while.</summary>
public interface IQuietTimes
{
    /// <summary>Begins a quiet time.</summary>
    /// <param name="topic">What it is about: a short name.</param>
    /// <param name="length">How long it lasts, more than zero.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether the caller may speak; false if the quiet time had already begun.</returns>
    Task<bool> BeginAsync(string topic, TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Ends a quiet time because the caller was not heard; another may try.</summary>
    Task EndAsync(string topic, CancellationToken cancellationToken);
}
