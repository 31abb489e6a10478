using System.CommandLine;
using System.Globalization;
using System.Text;
using TgWorker.Core.Lanes;
using TgWorker.Core.Updates;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>How one names a chat: by its lane, as the tables and logs show it, or by bot and id.</summary>
internal sealed class ChatOptions
{
    private readonly Argument<string?> _lane = new("chat")
    {
        HelpName = "CHAT", Description = "the chat, as in 'status' and the logs, such as main:5123456789; or give --bot and --chat",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _bot = new("--bot") { HelpName = "NAME", Description = "the bot" };
    private readonly Option<string?> _chat =
        new("--chat") { HelpName = "ID", Description = "the chat's id; with --order-by user, the user's" };
    private readonly Option<string?> _topic =
        new("--topic") { HelpName = "ID", Description = "the forum topic, if the queue is ordered by topic" };

    public ChatOptions(Command command)
    {
        command.Add(_lane);
        command.Add(_bot);
        command.Add(_chat);
        command.Add(_topic);
    }

    /// <summary>The lane that is meant; null when it is not clear, and why then stands on standard error.</summary>
    public string? Read(ParseResult parsed, TgWorkerOptions options, CommandContext context)
    {
        var (lane, bot, chat, topic) = (parsed.GetValue(_lane), parsed.GetValue(_bot), parsed.GetValue(_chat), parsed.GetValue(_topic));
        var problem = (lane, bot, chat) switch
        {
            (null, null, null) => "name the chat as 'tgworker status' shows it, such as main:5123456789, or "
                + "--bot and --chat",
            (not null, null, null) => Problem(lane),
            (not null, _, _) => "give either the chat's name, or --bot and --chat",
            (_, null, _) => "--chat needs --bot too: the bot's name stands in the webhook's path",
            (_, _, null) => "--bot needs --chat too: the chat's id is a whole number such as -1001234567890",
            _ when !IsId(chat) => $"--chat: '{chat}' is not a chat id, which is a whole number such as -1001234567890",
            _ => null,
        };
        problem ??= topic is null ? null : Problem(topic, lane, options);
        if (problem is not null)
        {
            context.Error.WriteLine($"tgworker: {TerminalText.Escape(problem)}.");
            context.Error.WriteLine($"See '{CommandPath.Of(parsed.CommandResult.Command)} --help'.");
            return null;
        }

        return lane ?? $"{new BotName(Encoding.UTF8.GetBytes(bot!)).InLane}:{chat}{(topic is null ? "" : ":" + topic)}";
    }

    private static string? Problem(string topic, string? lane, TgWorkerOptions options) => (lane, options.Queue.OrderBy) switch
    {
        (not null, _) => "--topic goes with --bot and --chat: a chat's name holds the topic",
        (_, not OrderBy.Topic) => "--topic has no effect: the queue is not ordered by topic (--order-by topic)",
        _ => IsId(topic) ? null : $"--topic: '{topic}' is not a topic id, which is a whole number",
    };

    private static string? Problem(string lane)
    {
        try
        {
            LaneName.Check(lane);
            return lane.Contains(':', StringComparison.Ordinal)
                ? null
                : $"'{lane}' names no chat: a chat's name is the bot's and the chat's id, such as main:5123456789; or give --bot NAME "
                    + $"--chat {(IsId(lane) ? lane : "ID")}";
        }
        catch (ArgumentException)
        {
            return $"'{lane}' names no chat: names are printable ASCII without spaces, such as main:5123456789";
        }
    }

    private static bool IsId(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
