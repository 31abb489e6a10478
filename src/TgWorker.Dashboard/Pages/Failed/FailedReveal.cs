using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Shows all of a payload, once that somebody looks is in the log.</summary>
internal sealed class FailedReveal(FailedJobPage page, DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    public string Path => "/failed/reveal";

    public DashboardRole Needed => DashboardRole.Admin;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("id") is not { } id || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue
            || !page.MayReveal(request))
        {
            return new ActionResult(Remark.Bad, request.Link("/failed"));
        }

        await audit.AddAsync(request.Person, queue, "failed show", id, cancellationToken);
        return new ActionResult(Remark.Shown, Page: await page.LoadAsync(request, isRevealed: true, cancellationToken));
    }
}
