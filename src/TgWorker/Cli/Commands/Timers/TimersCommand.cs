using System.CommandLine;

namespace TgWorker.Cli.Commands.Timers;

/// <summary><c>tgworker timers list | cancel</c>.</summary>
internal static class TimersCommand
{
    public static Command Create(QueueCommand queues, CommandContext context) => new("timers", "Show pending timers, or take one away")
    {
        ListTimersCommand.Create(queues, context),
        CancelTimerCommand.Create(queues, context),
    };
}
