using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spectre.Console;
using TgWorker.Demo;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker demo</c>.</summary>
internal static class DemoVerb
{
    public static Command Create(CommandContext context)
    {
        var time = new Option<TimeSpan?>("--for")
        {
            HelpName = "S",
            Description = "stop after this many seconds",
            CustomParser = Seconds,
        };
        var plain = new Option<bool>("--plain") { Description = "write one line a second, as without a terminal" };
        var command = new Command("demo", "See it work with made-up traffic, in one process, without Redis") { time, plain };
        command.SetAction((parsed, cancel) => RunAsync(
            new DemoOptions { For = parsed.GetValue(time), Plain = parsed.GetValue(plain) }, context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CommandContext context, CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Out) });
        return await DemoCommand.RunAsync(options, console, context.Time, stop.Token);
    }

    private static TimeSpan? Seconds(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 86_400)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        argument.AddError($"--for: '{text}' is not a number of seconds greater than 0 and less than a day");
        return null;
    }
}
