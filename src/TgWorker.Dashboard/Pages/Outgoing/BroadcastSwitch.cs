using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>Pauses, continues or cancels a broadcast.</summary>
/// <param name="to">What it is brought to.</param>
/// <param name="queues">The queues.</param>
/// <param name="audit">Takes it down.</param>
internal sealed class BroadcastSwitch(BroadcastState to, DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    public string Path => "/broadcast/" + Verb;

    public DashboardRole Needed => DashboardRole.Operator;

    private string Verb => to switch
    {
        BroadcastState.Paused => "pause",
        BroadcastState.Sending => "continue",
        _ => "cancel",
    };

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("id") is not { } id
            || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { Broadcasts: { } broadcasts } queue
            || await broadcasts.FindAsync(id, cancellationToken) is null)
        {
            return new ActionResult(Remark.Bad, request.Link("/outgoing", ("did", nameof(Remark.Bad))));
        }

        await audit.AddAsync(request.Person, queue, "broadcast " + Verb, id, cancellationToken);
        var isDone = to == BroadcastState.Sending ? await broadcasts.ContinueFamilyAsync(id, request.Now, cancellationToken)
            : await broadcasts.ChangeFamilyAsync(id, to, "", request.Now, cancellationToken);
        var remark = isDone ? Said : Remark.NotThere;
        return new ActionResult(remark, request.Link("/outgoing", ("did", remark.ToString())));
    }

    private Remark Said => to switch
    {
        BroadcastState.Paused => Remark.BroadcastPaused,
        BroadcastState.Sending => Remark.BroadcastContinued,
        _ => Remark.BroadcastCancelled,
    };
}
