using Microsoft.Extensions.Logging;
using TgWorker.Bots;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Broadcasts;

/// <summary>Sends the broadcasts of a worker's queues.</summary>
internal sealed class BroadcastSending(
    ITelegramBots bots, OutgoingOptions options, TimeProvider time, ILogger<BroadcastSending> logger) : IWorkerCompanion
{
    /// <inheritdoc/>
    public IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues) => new CompanionRun(stopping => Task.WhenAll(
        from queue in queues
        let broadcasts = queue.Broadcasts
        where broadcasts is not null
        select new BroadcastPump(queue, broadcasts, bots, options.Limits, time, logger).RunAsync(stopping)));
}
