using System.CommandLine;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed</c>: look after the jobs that were given up.</summary>
internal static class FailedCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var failed = new Command(
            "failed", "Failed jobs: list (the default), groups, show, retry, forget, prune, flush, export, import; "
                + "also --failed")
        {
            json,
            ListCommand.Create(queues, context, json),
            GroupsCommand.Create(queues, context, json),
            ShowCommand.Create(queues, context, json),
            RetryCommand.Create(queues, context),
            ForgetCommand.Create(queues, context),
            PruneCommand.Create(queues, context),
            FlushCommand.Create(queues, context),
            ExportCommand.Create(queues, context),
            ImportCommand.Create(queues, context),
        };
        ListCommand.AddTo(failed, queues, context, json);
        return failed;
    }
}
