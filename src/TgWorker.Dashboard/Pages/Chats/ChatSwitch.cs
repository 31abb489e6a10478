using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Pauses a chat, or has it go on.</summary>
internal sealed class ChatSwitch(bool pause, DashboardQueues queues, DashboardAudit audit) : IPageAction
{
    public string Path => pause ? "/chat/pause" : "/chat/continue";

    public DashboardRole Needed => DashboardRole.Operator;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (ChatName.Of(request) is not { } lane || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/chats", ("did", nameof(Remark.Bad))));
        }

        await audit.AddAsync(request.Person, queue, pause ? "chat pause" : "chat continue", lane, cancellationToken);
        await (pause ? queue.Lanes.PauseAsync(lane, cancellationToken) : queue.Lanes.ContinueAsync(lane, cancellationToken));
        var remark = pause ? Remark.ChatPaused : Remark.ChatContinued;
        return new ActionResult(remark, request.Link("/chat", ("queue", queue.Name), ("lane", lane), ("did", remark.ToString())));
    }
}
