using Microsoft.Extensions.Logging;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Acting;

/// <summary>Takes down in the log who does what, before it is done.</summary>
internal sealed partial class DashboardAudit(ILogger<DashboardAudit> logger)
{
    /// <summary>Takes down what is about to be done.</summary>
    /// <param name="person">Who does it.</param>
    /// <param name="queue">The queue it is done to.</param>
    /// <param name="action">What it is, in the words of the command line.</param>
    /// <param name="on">What it is done to: ids, a chat, a filter.</param>
    public void Add(DashboardPerson person, string queue, string action, string on) => LogAction(person.Name, action, on, queue);

    [LoggerMessage(700, LogLevel.Information, "Dashboard: {Person} does {Action} on {On} of {Queue}")]
    private partial void LogAction(string person, string action, string on, string queue);
}
