using Microsoft.Extensions.Logging;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Acting;

/// <summary>Takes down who does what, in the log and with the queue, before it is done: what cannot be taken down is not done.</summary>
internal sealed partial class DashboardAudit(TimeProvider time, ILogger<DashboardAudit> logger)
{
    /// <summary>Takes down what is about to be done.</summary>
    /// <param name="person">Who does it.</param>
    /// <param name="queue">The queue it is done to.</param>
    /// <param name="action">What it is, in the words of the command line.</param>
    /// <param name="on">What it is done to: ids, a chat, a filter.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="QueueUnavailableException">It could not be taken down.</exception>
    public async Task AddAsync(DashboardPerson person, IUpdateQueue queue, string action, string on, CancellationToken cancellationToken)
    {
        LogAction(person.Name, action, on, queue.Name);
        if (queue.Audit is { } audit)
        {
            await audit.AddAsync(new AuditEntry(time.GetUtcNow(), person.Name, AuditEntry.ByDashboard, action, on), cancellationToken);
        }
    }

    [LoggerMessage(700, LogLevel.Information, "Dashboard: {Person} does {Action} on {On} of {Queue}")]
    private partial void LogAction(string person, string action, string on, string queue);
}
