using System.CommandLine;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed forget ID…</c>.</summary>
internal static class ForgetCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var ids = new Argument<string[]>("id") { HelpName = "ID...", Description = "ids of failed jobs", Arity = ArgumentArity.OneOrMore };
        var command = new Command("forget", "Delete failed jobs") { ids };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => AllFailedJobs.ForEachAsync(
                open, parsed.GetRequiredValue(ids), "deleted", context, (jobs, id) => jobs.ForgetAsync(id, stop)),
            cancel));
        return command;
    }
}
