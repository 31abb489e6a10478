using TgWorker.Core.Lanes;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Skips the first update of a chat, or drops one of its updates: the very one that was shown, or none.</summary>
internal sealed class ChatEdit(bool drop, DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    public string Path => drop ? "/chat/drop" : "/chat/skip";

    public DashboardRole Needed => drop ? DashboardRole.Admin : DashboardRole.Operator;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("handle") is not { } handle || ChatName.Of(request) is not { } lane
            || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/chats", ("did", nameof(Remark.Bad))));
        }

        await audit.AddAsync(request.Person, queue, drop ? "chat drop" : "chat skip", lane, cancellationToken);
        var change = await (drop ? queue.Lanes.DropAsync(lane, handle, cancellationToken)
            : queue.Lanes.SkipAsync(lane, handle, cancellationToken));
        var remark = change.Kind switch
        {
            LaneChangeKind.Done => drop ? Remark.ChatDropped : Remark.ChatSkipped,
            LaneChangeKind.Running => Remark.ChatIsRunning,
            LaneChangeKind.TooDeep => Remark.ChatTooDeep,
            _ => Remark.NotThere,
        };
        return new ActionResult(remark, request.Link("/chat", ("queue", queue.Name), ("lane", lane), ("did", remark.ToString())));
    }
}
