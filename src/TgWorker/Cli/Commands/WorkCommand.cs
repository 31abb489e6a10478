using System.CommandLine;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Working;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker work</c>.</summary>
internal static class WorkCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var command = new Command("work", "Handle the queue's updates until stopped (the default command)");
        command.SetAction((parsed, cancel) =>
            RunAsync(new CommandReload(() => options.Load(parsed, HostPlan.OfExecutable())), context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(CommandReload source, CommandContext context, CancellationToken cancel)
    {
        // From the first moment: a supervisor may change its mind while the worker still starts.
        using var stop = new StopSignals(cancel);
        var loaded = source.Read();
        if (loaded.Problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        if (loaded.Options.Handler is null)
        {
            // Updates that nobody handles would be lost.
            await context.Error.WriteLineAsync(
                "tgworker: nothing is chosen to handle the updates: give --handlers FILE.dll, --forward-to URL, or --handler log to "
                    + "only look at them.");
            await context.Error.WriteLineAsync("See 'tgworker --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return await WorkerHost.RunAsync(loaded, source, context, add: _ => { }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (HandlerAssemblyException e)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
            return ExitCode.Usage;
        }
    }
}
