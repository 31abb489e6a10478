using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>Takes a timer away.</summary>
internal sealed class TimerCancel(DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    public string Path => "/timer/cancel";

    public DashboardRole Needed => DashboardRole.Admin;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("id") is not { } id || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { Timers: { } timers } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/outgoing", ("did", nameof(Remark.Bad))));
        }

        await audit.AddAsync(request.Person, queue, "timers cancel", id, cancellationToken);
        var remark = await timers.CancelAsync(id, cancellationToken) ? Remark.TimerCancelled : Remark.NotThere;
        return new ActionResult(remark, request.Link("/outgoing", ("did", remark.ToString())));
    }
}
