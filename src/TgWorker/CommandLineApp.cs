using System.CommandLine;
using System.CommandLine.Help;
using TgWorker.Cli;
using TgWorker.Cli.Commands;
using TgWorker.Cli.Commands.Broadcasts;
using TgWorker.Cli.Commands.Chats;
using TgWorker.Cli.Commands.Copying;
using TgWorker.Cli.Commands.Failed;
using TgWorker.Cli.Commands.Notify;
using TgWorker.Cli.Commands.Timers;
using TgWorker.Cli.Commands.Webhook;
using TgWorker.Hosting.Lifetime;

namespace TgWorker;

/// <summary>The command line of <c>tgworker</c>.</summary>
internal static class CommandLineApp
{
    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        var parsed = Parse(args, context);
        if (parsed.Errors.Count > 0 || (IsHelp(args) && parsed.UnmatchedTokens.Count > 0))
        {
            ParseErrors.Write(parsed, context.Error);
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // The host ends the worker; it knows the grace period.
        });
    }

    /// <summary>Reads the command that <paramref name="args"/> name.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args, CommandContext context) =>
        Create(context).Parse(WithoutAliases(args), new ParserConfiguration
        {
            EnablePosixBundling = false,
            ResponseFileTokenReplacer = null,
        });

    private static RootCommand Create(CommandContext context)
    {
        var settings = new SettingOptions();
        var options = new OptionsReader(settings, context);
        var queues = new QueueCommand(options, context);
        var root = new RootCommand("Takes Telegram updates by webhook or polling, queues them, and handles those of a chat in order.");
        var work = WorkCommand.Create(options, context);
        root.Action = work.Action;
        root.Add(work);
        var run = RunCommand.Create(options, context);
        var receive = ReceiveCommand.Create(options, context);
        var poll = PollCommand.Create(options, context);
        root.Add(run);
        root.Add(receive);
        root.Add(poll);
        root.Add(WebhookCommand.Create(options, settings, context));
        var dashboard = DashboardCommand.Create(options, context);
        root.Add(dashboard);
        root.Add(FailedCommand.Create(queues, context));
        root.Add(ChatCommand.Create(queues, context));
        root.Add(TimersCommand.Create(queues, context));
        root.Add(BroadcastCommand.Create(queues, context));
        root.Add(StatusCommand.Create(queues, context));
        root.Add(HistoryCommand.Create(queues, context));
        root.Add(AuditCommand.Create(queues, context));
        root.Add(DoctorCommand.Create(options, context));
        root.Add(NotifyCommand.Create(options, context));
        root.Add(RoutesCommand.Create(options, context));
        root.Add(MonitorCommand.Create(queues, context));
        root.Add(PushCommand.Create(queues, context));
        root.Add(CopyCommand.Create(options, context));
        root.Add(DemoVerb.Create(context));
        root.Add(BenchCommand.Create(options, context));
        root.Add(CompletionCommand.Create(context));
        foreach (var command in OperatorCommands.Create(queues, context))
        {
            root.Add(command);
        }

        settings.AddTo(root, work, run, receive, poll, dashboard);
        settings.Share(poll, "Handler:Assembly");
        root.Options.OfType<HelpOption>().Single().Action = new HelpText(settings);
        return root;
    }

    private static bool IsHelp(IReadOnlyList<string> args) => args.Count > 0 && args[0] == "help";

    // `tgworker --failed` is `tgworker failed list`; `tgworker help chat show` is `tgworker chat show --help`.
    private static IReadOnlyList<string> WithoutAliases(IReadOnlyList<string> args) =>
        IsHelp(args) ? [.. args.Skip(1), "--help"]
        : args.Contains("--failed") ? ["failed", "list", .. args.Where(arg => arg != "--failed")] : args;
}
