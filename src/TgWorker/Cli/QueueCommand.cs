using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli;

/// <summary>Runs a command on the queues that the options name.</summary>
internal sealed class QueueCommand(OptionsReader options, CommandContext context)
{
    /// <summary>Reads the options, opens the queues, runs <paramref name="run"/> and closes them.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(
        ParseResult parsed, Func<IReadOnlyList<IUpdateQueue>, CancellationToken, Task<int>> run, CancellationToken cancellationToken) =>
        RunAsync(parsed, (_, open, stop) => run(open, stop), cancellationToken);

    /// <summary>Reads the options, opens the queues, runs <paramref name="run"/> with both and closes them.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed, Func<TgWorkerOptions, IReadOnlyList<IUpdateQueue>, CancellationToken, Task<int>> run,
        CancellationToken cancellationToken)
    {
        if (options.Read(parsed) is not { } read)
        {
            return ExitCode.Usage;
        }

        try
        {
            return await RunAsync(
                read,
                async (all, open, stop) =>
                {
                    var code = await run(all, open, stop);
                    await (code == ExitCode.Done ? CommandAudit.NoteAsync(parsed, open, context.Time, stop) : Task.CompletedTask);
                    return code;
                },
                cancellationToken);
        }
        catch (QueueUnsupportedException e)
        {
            return Report(e.Message, ExitCode.Usage);
        }
        catch (QueueUnavailableException e)
        {
            return Report(e.Message, ExitCode.Failed);
        }
    }

    private async Task<int> RunAsync(
        TgWorkerOptions read, Func<TgWorkerOptions, IReadOnlyList<IUpdateQueue>, CancellationToken, Task<int>> run,
        CancellationToken cancellationToken)
    {
        var queues = await context.Queues.OpenAsync(read, context.Time, NullLoggerFactory.Instance, cancellationToken);
        try
        {
            return await run(read, queues, cancellationToken);
        }
        finally
        {
            foreach (var queue in queues)
            {
                await queue.DisposeAsync();
            }
        }
    }

    private int Report(string message, int exitCode)
    {
        context.Error.WriteLine("tgworker: " + TerminalText.Escape(message));
        return exitCode;
    }
}
