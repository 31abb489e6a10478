using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Hosting;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Logging;
using TgWorker.Hosting.Reading;
using TgWorker.Screens;
using TgWorker.Working;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker run</c>: brings updates in and handles them, all in one process.</summary>
internal static class RunCommand
{
    /// <summary>The queue when nobody says where it is.</summary>
    public const string QueueFile = "tgworker.db";

    private const string Handler = "--handler log to only look at them, --forward-to URL, or --handlers FILE.dll";
    private const string Token = "set TGWORKER_TelegramBots__main__Token to the token that BotFather gave you";

    public static Command Create(OptionsReader options, CommandContext context)
    {
        var command = new Command(
            "run", "Receive or poll, and handle the updates, all in one process. Polls for each bot with a token, or receives webhooks with "
                + $"--listen. The queue is the file {QueueFile}, unless you give --sqlite or --redis");
        var plain = new Option<bool>("--plain") { Description = "write only log lines, as without a terminal" };
        command.Add(plain);
        command.SetAction((parsed, cancel) => RunAsync(() => options.Load(parsed, Plan()), parsed.GetValue(plain), context, cancel));
        return command;
    }

    /// <summary>What is missing for a run, in one line with what to do; null when nothing is.</summary>
    public static string? Missing(bool hasHandler, bool hasBot, bool receives) => (hasHandler, hasBot) switch
    {
        (true, true) => null,
        (true, false) => $"there is no bot to {(receives ? "receive" : "poll")} for: {Token}, or {Else(receives)}.",
        (false, true) => $"nothing is chosen to handle the updates: give {Handler}.",
        (false, false) => $"there is no bot, and nothing to handle its updates: {Token} (or {Else(receives)}), and give {Handler}.",
    };

    private static HostPlan Plan()
    {
        var plan = HostPlan.OfExecutable();
        plan.QueueFile = QueueFile;
        return plan;
    }

    private static async Task<int> RunAsync(Func<LoadedOptions> read, bool isPlain, CommandContext context, CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        var loaded = read();
        if (loaded.Problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        if (Missing(loaded.Options.Handler is not null, HasBot(loaded.Options), Receives(loaded.Options)) is { } missing)
        {
            await context.Error.WriteLineAsync("tgworker: " + missing);
            return ExitCode.Usage;
        }

        using var screen = isPlain ? null : ScreenFor(loaded.Options, context);
        try
        {
            return await WorkerHost.RunAsync(
                loaded, new CommandReload(read), context, builder => AddTo(builder, loaded.Options, screen), stop.Token);
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
        finally
        {
            screen?.End();
        }
    }

    // Whoever wants JSON, or no log at all, wants no pictures.
    private static RunScreen? ScreenFor(TgWorkerOptions options, CommandContext context) =>
        context.TerminalWidth is not null && context.Variables.GetValueOrDefault("TERM") != "dumb"
            && options.Log is { Format: LogFormat.Text, Level: not LogLevel.None }
            ? new RunScreen(context, string.Join(", ", options.Queue.Names.Select(options.PlaceOf).Distinct()))
            : null;

    private static string Else(bool receives) =>
        receives ? "accept updates of any bot with --any-bot" : "receive webhooks with --listen URL";

    // A receiver knows bots by their secret tokens too.
    private static bool HasBot(TgWorkerOptions options) =>
        options.Bots.Count > 0 || (Receives(options) && (options.Receiver.AnyBot || options.Receiver.Bots.Count > 0));

    private static bool Receives(TgWorkerOptions options) => options.Receiver.Listen.Count > 0;

    private static void AddTo(HostApplicationBuilder builder, TgWorkerOptions options, RunScreen? screen)
    {
        screen?.AddTo(builder);
        if (Receives(options))
        {
            builder.AddTgWorkerReceiver();
        }
        else
        {
            builder.AddTgWorkerPoller();
        }
    }
}
