using System.CommandLine;
using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat show</c>.</summary>
internal static class ShowChatCommand
{
    private const int Shown = 20;
    private const int MostShown = 1000;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var raw = new Option<bool>(
            "--raw") { Description = "show the updates as JSON, instead of only their kind and sender" };
        var from = Number("--from", "N", "start with the update at this position [1]", 1);
        var most = Number("--most", "N", $"show this many updates, up to {MostShown} [{Shown}]", Shown);
        var command = new Command("show", "Show what a chat waits for and which updates are in its line") { json, raw, from, most };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => ShowAsync(
                open, chat.Read(parsed, options, context), parsed.GetValue(from) - 1, Math.Min(parsed.GetValue(most), MostShown),
                parsed.GetValue(raw),
                parsed.GetValue(json), context, stop),
            cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string? lane, int from, int most, bool raw, bool json, CommandContext context,
        CancellationToken cancel)
    {
        if (lane is null)
        {
            return ExitCode.Usage;
        }

        var views = await ChatView.FindAsync(queues, lane, from, most, cancel);
        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(views, (writer, view) => ChatJson.Write(writer, view, raw)));
            return ExitCode.Done;
        }

        foreach (var view in views)
        {
            ChatText.Write(view, raw, context);
        }

        if (views.Count == 0)
        {
            await WriteNothingAsync(queues, lane, context, cancel);
        }

        return ExitCode.Done;
    }

    private static async Task WriteNothingAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, CommandContext context, CancellationToken cancel)
    {
        await context.Out.WriteLineAsync($"Nothing waits for {TerminalText.Escape(lane)}.");
        foreach (var queue in queues)
        {
            if ((await queue.GetStatusAsync(cancel)).Pending is > 0 and var pending)
            {
                await context.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{TerminalText.Escape(queue.Name)}: {pending} on the list, not yet in their chats; a worker sorts them."));
            }
        }
    }

    private static Option<int> Number(string name, string help, string description, int preset) => new(name)
    {
        HelpName = help,
        Description = description,
        DefaultValueFactory = _ => preset,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            argument.AddError($"{name}: '{argument.Tokens[0].Value}' is not a whole number above 0");
            return preset;
        },
    };
}
