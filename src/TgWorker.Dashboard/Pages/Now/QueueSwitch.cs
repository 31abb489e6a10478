using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Now;

/// <summary>Pauses a queue, or has it go on.</summary>
internal sealed class QueueSwitch(bool pause, DashboardQueues queues, QueueSampler sampler, DashboardAudit audit) : IPageAction
{
    public string Path => pause ? "/queue/pause" : "/queue/continue";

    public DashboardRole Needed => DashboardRole.Operator;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/"));
        }

        await audit.AddAsync(request.Person, queue, pause ? "pause" : "continue", queue.Name, cancellationToken);
        await (pause ? queue.Operations.PauseAsync(cancellationToken) : queue.Operations.ContinueAsync(cancellationToken));
        await sampler.ForgetAsync(cancellationToken);
        var remark = pause ? Remark.QueuePaused : Remark.QueueContinued;
        return new ActionResult(remark, request.Link("/", ("did", remark.ToString())));
    }
}
