using System.CommandLine;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat</c>: look into one chat's line and change it, without touching the others.</summary>
internal static class ChatCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        return new Command("chat",
            "Show what one chat waits for and its last tries, pause or continue it, cancel, skip or drop an update; list paused chats")
        {
            ShowChatCommand.Create(queues, context, json),
            ChatTriesCommand.Create(queues, context, json),
            PauseChatCommands.CreatePause(queues, context, json),
            PauseChatCommands.CreateContinue(queues, context, json),
            FirstUpdateCommand.Cancel(queues, context, json),
            FirstUpdateCommand.Skip(queues, context, json),
            DropCommand.Create(queues, context, json),
            PausedChatsCommand.Create(queues, context, json),
        };
    }
}
