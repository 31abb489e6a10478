using System.CommandLine;
using TgWorker.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Working;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker receive</c>: takes webhooks onto the queue.</summary>
internal static class ReceiveCommand
{
    private const string DefaultUrl = "http://127.0.0.1:9070";

    public static Command Create(OptionsReader options, CommandContext context)
    {
        var command = new Command("receive", "Receive webhooks and queue the updates, in tgook's place");
        command.SetAction((parsed, cancel) => RunAsync(() => options.Load(parsed, HostPlan.OfExecutable()), context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Func<LoadedOptions> read, CommandContext context, CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        var loaded = read();
        if (loaded.Problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        try
        {
            return await IntakeHost.RunAsync(
                loaded,
                new CommandReload(read),
                context,
                builder => builder.AddTgWorkerReceiver(
                    receiver => receiver.Listen = receiver.Listen.Count > 0 ? receiver.Listen : [DefaultUrl]),
                stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }
}
