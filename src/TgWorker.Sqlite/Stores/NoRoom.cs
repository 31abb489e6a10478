using TgWorker.Core.Queues;

namespace TgWorker.Sqlite.Stores;

/// <summary>Tells whoever pushes that the file takes no more updates now.</summary>
internal static class NoRoom
{
    /// <exception cref="QueueUnavailableException">There is a reason.</exception>
    public static void ThrowIf(string? reason, string path)
    {
        if (reason is not null)
        {
            throw new QueueUnavailableException($"{path}: {reason}", new IOException(reason), mayHaveHappened: false);
        }
    }
}
