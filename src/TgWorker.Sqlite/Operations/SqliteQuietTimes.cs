using TgWorker.Core.Queues;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Operations;

/// <summary>Lets one of all workers on a file speak at a time.</summary>
internal sealed class SqliteQuietTimes(IQueueStore store) : IQuietTimes
{
    public Task<bool> BeginAsync(string topic, TimeSpan length, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Remembering.BeginQuiet(steps.Transaction, topic, length), cancellationToken);

    public Task EndAsync(string topic, CancellationToken cancellationToken) => store.WriteAsync(
        steps =>
        {
            steps.Remembering.EndQuiet(topic);
            return true;
        },
        cancellationToken);
}
