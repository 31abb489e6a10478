using System.CommandLine;
using TgWorker.Core.Lanes;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat pause | continue</c>.</summary>
internal static class PauseChatCommands
{
    public static Command CreatePause(QueueCommand queues, CommandContext context, Option<bool> json) =>
        Create("pause", "Let a chat's running update end and start nothing more of it until 'chat continue'; the queue keeps the pause",
            queues, context, json, PauseAsync);

    public static Command CreateContinue(QueueCommand queues, CommandContext context, Option<bool> json) =>
        Create("continue", "End the pause of a chat", queues, context, json, ContinueAsync);

    private static Command Create(
        string name, string description, QueueCommand queues, CommandContext context, Option<bool> json,
        Func<ILaneOperations, string, CancellationToken, Task<ChatAnswer>> act)
    {
        var command = new Command(name, description) { json };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            async (options, open, stop) =>
            {
                if (chat.Read(parsed, options, context) is not { } lane)
                {
                    return ExitCode.Usage;
                }

                foreach (var queue in open)
                {
                    (await act(queue.Lanes, lane, stop)).Write(queue.Name, lane, parsed.GetValue(json), context);
                }

                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static async Task<ChatAnswer> PauseAsync(ILaneOperations lanes, string lane, CancellationToken cancel)
    {
        var isNew = await lanes.PauseAsync(lane, cancel);
        var look = await lanes.LookAsync(lane, cancel);
        return new ChatAnswer("paused", isNew, (isNew, look) switch
        {
            (false, _) => "was paused already",
            (_, { Holder.LeaseLeft: var left }) when left > TimeSpan.Zero => "paused; the update that runs ends as usual",
            (_, { Jobs: > 0 }) => "paused",
            _ => "paused; nothing waits there now, and new updates will wait",
        });
    }

    private static async Task<ChatAnswer> ContinueAsync(ILaneOperations lanes, string lane, CancellationToken cancel)
    {
        var wasPaused = await lanes.ContinueAsync(lane, cancel);
        var look = await lanes.LookAsync(lane, cancel);
        return new ChatAnswer("continued", wasPaused, (wasPaused, look) switch
        {
            (false, _) => "was not paused",
            (_, { StoppedFor: { } failed }) => $"is paused no more, and still stopped for the failed job {failed}",
            _ => "continued",
        });
    }
}
