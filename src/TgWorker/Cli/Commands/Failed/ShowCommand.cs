using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed show ID</c>.</summary>
internal static class ShowCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "the failed job's id" };
        var raw = new Option<bool>("--raw") { Description = "write the payload alone, byte for byte" };
        var command = new Command("show", "Show all of one failed job: its error with the stack, and its update as indented JSON, secrets masked") { id, json, raw };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => ShowAsync(
                open, parsed.GetRequiredValue(id), job => Write(job, parsed.GetValue(json), parsed.GetValue(raw), options, context), context, stop),
            cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, Action<FailedJob> write, CommandContext context, CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            if (await queue.FailedJobs.FindAsync(id, cancel) is { } job)
            {
                write(job);
                return ExitCode.Done;
            }
        }

        return AllFailedJobs.Unknown(id, context);
    }

    private static void Write(FailedJob job, bool json, bool raw, TgWorkerOptions options, CommandContext context)
    {
        if (raw)
        {
            using var output = context.OpenOutput();
            output.Write(job.Payload.Span);
        }
        else if (json)
        {
            context.Out.WriteLine(FailedJobJson.Write(job));
        }
        else
        {
            FailedJobDetails.Write(job, new EnvelopeReader(options.Queue.Envelopes(options.Laravel)), context.Out);
        }
    }
}
