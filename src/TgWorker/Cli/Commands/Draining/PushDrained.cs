using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Cli.Commands.Draining;

/// <summary><c>tgworker push --from FILE</c>: what <c>drain --to</c> has taken off a queue goes onto this one.</summary>
internal static class PushDrained
{
    public static async Task<int> RunAsync(string path, TgWorkerOptions options, CommandContext context, CancellationToken cancel)
    {
        try
        {
            using var file = DrainedFile.OpenToPush(Path.Combine(context.WorkingDirectory, path));
            await using var queue = context.Queues.OpenIntake(options, context.Time, NullLoggerFactory.Instance);
            var reader = new EnvelopeReader(options.Queue.Envelopes(options.Laravel));
            var (pushed, before) = await QueueFileDrain.PushAsync(queue, file, entry => Read(reader, entry, context.Time), cancel);
            await context.Out.WriteLineAsync(TerminalText.Escape(
                $"{queue.Name}: {Counted.Jobs(pushed)} pushed{(before > 0 ? $", {before} had been before" : "")}"));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
            return ExitCode.Failed;
        }
    }

    private static NewEntry Read(EnvelopeReader reader, ReadOnlyMemory<byte> entry, TimeProvider time)
    {
        var job = reader.Read(entry);
        return new NewEntry(entry, Guid.TryParse(job.Uuid, out var uuid) ? uuid : Guid.NewGuid(), job.DisplayName ?? "", time.GetUtcNow());
    }
}
