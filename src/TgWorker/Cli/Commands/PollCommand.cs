using System.CommandLine;
using TgWorker.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Working;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker poll</c>: asks Telegram for updates and puts them onto the queue.</summary>
internal static class PollCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var bots = new Option<string[]>(
            "--bot") { HelpName = "NAME", Description = "a bot's name in TelegramBots; default: all with a token" };
        var command = new Command("poll", "Poll Telegram for updates and queue them") { bots };
        command.SetAction((parsed, cancel) =>
            RunAsync(() => options.Load(parsed, HostPlan.OfExecutable()), parsed.GetValue(bots) ?? [], context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Func<LoadedOptions> read, string[] bots, CommandContext context, CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        var loaded = read();
        if (loaded.Problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        if (bots.FirstOrDefault(bot => !loaded.Options.Bots.ContainsKey(bot)) is { } unknown)
        {
            await context.Error.WriteLineAsync(TerminalText.Escape(
                $"tgworker: --bot '{unknown}' is not configured: give its token as TelegramBots:{unknown}:Token "
                    + $"(TGWORKER_TelegramBots__{unknown}__Token)."));
            return ExitCode.Usage;
        }

        try
        {
            var handled = HandledUpdates.Of(loaded.Options, context);
            return await IntakeHost.RunAsync(
                loaded, new CommandReload(read), context, builder => Add(builder, loaded, bots, handled), stop.Token);
        }
        catch (FormatException e)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private static void Add(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder, LoadedOptions loaded, string[] bots,
        IReadOnlyList<string>? handled)
    {
        foreach (var other in loaded.Options.Bots.Keys.Where(bot => bots.Length > 0 && !bots.Contains(bot)).ToList())
        {
            loaded.Options.Bots.Remove(other);
        }

        builder.AddTgWorkerPoller(poller => poller.AllowedUpdates ??= handled);
    }
}
