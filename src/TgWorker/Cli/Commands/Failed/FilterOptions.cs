using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TgWorker.Core.FailedJobs;

namespace TgWorker.Cli.Commands.Failed;

/// <summary>The options that say which failed jobs are meant.</summary>
internal sealed class FilterOptions
{
    private readonly TimeProvider _time;
    private readonly Option<string> _error = new("--error") { HelpName = "TEXT", Description = "only those whose error contains this" };
    private readonly Option<string> _group =
        new("--group") { HelpName = "TEXT", Description = "only those of this group, named by its error in 'failed groups'" };
    private readonly Option<string> _bot = new("--bot") { HelpName = "NAME", Description = "only those of this bot" };
    private readonly Option<long?> _chat = new("--chat") { HelpName = "ID", Description = "only those of this chat" };
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _before;

    public FilterOptions(Command command, TimeProvider time)
    {
        _time = time;
        _since = TimeOption("--since", "only those that failed then or later: 2h, 30m, 3d ago, or 2026-01-31T12:00Z");
        _before = TimeOption("--before", "only those that failed before then");
        _chat.CustomParser = Chat;
        foreach (var option in (Option[])[_error, _group, _bot, _chat, _since, _before])
        {
            command.Add(option);
        }
    }

    /// <summary>The jobs that the command line asks for.</summary>
    public FailedJobFilter Read(ParseResult parsed) => new()
    {
        Error = parsed.GetValue(_error),
        Group = parsed.GetValue(_group),
        Bot = parsed.GetValue(_bot),
        Chat = parsed.GetValue(_chat),
        Since = parsed.GetValue(_since),
        Before = parsed.GetValue(_before),
    };

    private Option<DateTimeOffset?> TimeOption(string name, string description) =>
        new(name) { HelpName = "TIME", Description = description, CustomParser = Time };

    private DateTimeOffset? Time(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (FilterTime.Parse(text, _time.GetUtcNow()) is { } time)
        {
            return time;
        }

        argument.AddError($"{Name(argument)}: '{text}' is not a time: give how long ago, such as 90s, 30m, 2h or 3d, or a time in UTC, "
            + $"such as 2026-01-31T12:00");
        return null;
    }

    private static long? Chat(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat))
        {
            return chat;
        }

        argument.AddError($"--chat: '{text}' is not a chat id, which is a whole number such as -1001234567890");
        return null;
    }

    private static string Name(ArgumentResult argument) => argument.Parent is OptionResult option ? option.Option.Name : "";
}
