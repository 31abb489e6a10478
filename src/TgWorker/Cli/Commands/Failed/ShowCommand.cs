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
    private const int RawStep = 1024 * 1024;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "the failed job's id" };
        var raw = new Option<bool>("--raw") { Description = "write only the payload, byte for byte; also one that no worker could read" };
        var command = new Command(
            "show", "Show one failed job: its error with the stack trace, and its update as JSON, with secrets masked") { id,
            json, raw };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => ShowAsync(
                open,
                parsed.GetRequiredValue(id),
                (jobs, job) => parsed.GetValue(raw) ? WritePayloadAsync(jobs, job, context, stop)
                    : WriteAsync(job, parsed.GetValue(json), options, context),
                context,
                stop),
            cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, Func<IFailedJobs, FailedJob, Task> write, CommandContext context,
        CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            if (await queue.FailedJobs.FindAsync(id, cancel) is { } job)
            {
                await write(queue.FailedJobs, job);
                return ExitCode.Done;
            }
        }

        return AllFailedJobs.Unknown(id, context);
    }

    private static Task WriteAsync(FailedJob job, bool json, TgWorkerOptions options, CommandContext context)
    {
        if (json)
        {
            context.Out.WriteLine(FailedJobJson.Write(job));
        }
        else
        {
            FailedJobDetails.Write(job, new EnvelopeReader(options.Queue.Envelopes(options.Laravel)), context.Out);
        }

        return Task.CompletedTask;
    }

    // A step at a time: it may have hundreds of megabytes.
    private static async Task WritePayloadAsync(IFailedJobs jobs, FailedJob job, CommandContext context, CancellationToken cancel)
    {
        await using var output = context.OpenOutput();
        var length = job.UnreadBytes ?? job.Payload.Length;
        ReadOnlyMemory<byte> part;
        for (var offset = 0L; offset < length; offset += part.Length)
        {
            part = await jobs.ReadPayloadAsync(job, offset, RawStep, cancel);
            if (part.IsEmpty)
            {
                throw new InvalidOperationException($"Failed job {job.Id} was retried or forgotten meanwhile.");
            }

            await output.WriteAsync(part, cancel);
        }
    }
}
