using TgWorker.Core.Lanes;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Cancels or skips the first update of a chat, or drops one of its updates: the very one that was shown, or none.</summary>
internal sealed class ChatEdit(ChatEditKind kind, DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    private readonly string _verb = kind.ToString().ToLowerInvariant();

    public string Path => "/chat/" + _verb;

    public DashboardRole Needed => kind == ChatEditKind.Drop ? DashboardRole.Admin : DashboardRole.Operator;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("handle") is not { } handle || ChatName.Of(request) is not { } lane
            || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/chats", ("did", nameof(Remark.Bad))));
        }

        await audit.AddAsync(request.Person, queue, "chat " + _verb, lane, cancellationToken);
        var change = await ChangeAsync(queue.Lanes, lane, handle, request.Person.Name, cancellationToken);
        var remark = change.Kind switch
        {
            LaneChangeKind.Done => kind switch
            {
                ChatEditKind.Cancel => Remark.ChatCancelled,
                ChatEditKind.Skip => Remark.ChatSkipped,
                _ => Remark.ChatDropped,
            },
            LaneChangeKind.Running => Remark.ChatIsRunning,
            LaneChangeKind.NotRunning => Remark.ChatIsNotRunning,
            LaneChangeKind.TooDeep => Remark.ChatTooDeep,
            _ => Remark.NotThere,
        };
        return new ActionResult(remark, request.Link("/chat", ("queue", queue.Name), ("lane", lane), ("did", remark.ToString())));
    }

    private Task<LaneChange> ChangeAsync(
        ILaneOperations lanes, string lane, string handle, string person, CancellationToken cancellationToken) => kind switch
    {
        ChatEditKind.Cancel => lanes.CancelAsync(lane, handle, person, cancellationToken),
        ChatEditKind.Skip => lanes.SkipAsync(lane, handle, cancellationToken),
        _ => lanes.DropAsync(lane, handle, cancellationToken),
    };
}
