using System.CommandLine;

namespace TgWorker.Cli.Commands.Timers;

/// <summary><c>tgworker timers list | cancel</c>.</summary>
internal static class TimersCommand
{
    public static Command Create(QueueCommand queues, CommandContext context) => new("timers", "List pending timers, or cancel one")
    {
        ListTimersCommand.Create(queues, context),
        CancelTimerCommand.Create(queues, context),
    };
}
