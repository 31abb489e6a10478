using System.CommandLine;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary><c>tgworker broadcast start | list | show | pause | continue | cancel</c>.</summary>
internal static class BroadcastCommand
{
    public static Command Create(QueueCommand queues, CommandContext context) => new(
        "broadcast", "Send a message to many, at Telegram's rate")
    {
        StartBroadcastCommand.Create(queues, context),
        ListBroadcastsCommand.Create(queues, context),
        ShowBroadcastCommand.Create(queues, context),
        ChangeBroadcastCommand.Create(
            "pause", "Let a broadcast rest; what is in the chats' lanes is sent", BroadcastState.Paused, queues, context),
        ChangeBroadcastCommand.Create("continue", "Go on with a broadcast that rests", BroadcastState.Sending, queues, context),
        ChangeBroadcastCommand.Create(
            "cancel", "Call a broadcast off; nothing more is sent but what is under way", BroadcastState.Cancelled, queues, context),
    };
}
