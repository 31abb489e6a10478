using Microsoft.Extensions.Logging;
using TgWorker.Core.Operating;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Acting;

/// <summary>Takes down who does what: with the queue, and in the log. What cannot be taken down is not done.</summary>
internal sealed partial class DashboardAudit(DashboardQueues queues, TimeProvider time, ILogger<DashboardAudit> logger)
{
    /// <summary>Takes down what is about to be done.</summary>
    /// <param name="person">Who does it.</param>
    /// <param name="queue">The queue it is done to.</param>
    /// <param name="action">What it is, in the words of the command line.</param>
    /// <param name="on">What it is done to, without any text of a user.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AddAsync(DashboardPerson person, string queue, string action, string on, CancellationToken cancellationToken)
    {
        LogAction(person.Name, action, on, queue);
        if (await queues.FindAsync(queue, cancellationToken) is { Audit: { } audit })
        {
            await audit.AddAsync(new AuditEntry(time.GetUtcNow(), person.Name, action, on), cancellationToken);
        }
    }

    [LoggerMessage(700, LogLevel.Information, "Dashboard: {Person} does {Action} on {On} of {Queue}")]
    private partial void LogAction(string person, string action, string on, string queue);
}
