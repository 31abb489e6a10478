using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Retries or forgets one failed job.</summary>
internal sealed class FailedJobActions(bool retry, DashboardQueues queues, QueueSampler sampler, DashboardAudit audit) : IPageAction
{
    public string Path => retry ? "/failed/retry" : "/failed/forget";

    public DashboardRole Needed => retry ? DashboardRole.Operator : DashboardRole.Admin;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("id") is not { } id || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/failed"));
        }

        await audit.AddAsync(request.Person, queue, retry ? "failed retry" : "failed forget", id, cancellationToken);
        var did = await (retry ? queue.FailedJobs.RetryAsync(id, atTail: false, cancellationToken)
            : queue.FailedJobs.ForgetAsync(id, cancellationToken));
        await sampler.ForgetAsync(cancellationToken);
        var remark = !did ? Remark.NotThere : retry ? Remark.Retried : Remark.Forgotten;
        return new ActionResult(remark, request.Link("/failed", ("queue", queue.Name), ("did", remark.ToString())));
    }
}
