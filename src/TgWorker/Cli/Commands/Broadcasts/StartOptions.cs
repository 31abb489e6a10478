using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TgWorker.Bots;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Outbox;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary>The options of <c>broadcast start</c>.</summary>
internal sealed partial class StartOptions
{
    private const string SendMessage = "sendMessage";

    private readonly Option<string> _bot = new("--bot") { Description = "the bot that sends", HelpName = "NAME", Required = true };

    private readonly Option<string> _audience = new("--audience")
    {
        Description = "a file with a chat id per line, or CSV whose first line names its columns, one of them 'chat'; - for standard input",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _text = new("--text") { Description = "the text to send", HelpName = "TEXT" };

    private readonly Option<string?> _parseMode = new("--parse-mode") { Description = "the text is HTML or MarkdownV2", HelpName = "MODE" };

    private readonly Option<string?> _method = new("--method")
    {
        Description = "send something else with a method of the Bot API, such as sendPhoto", HelpName = "METHOD",
    };

    private readonly Option<string?> _parameters = new("--parameters")
    {
        Description = "its parameters, without chat_id; files by file_id or URL", HelpName = "JSON",
    };

    private readonly Option<string?> _title = new("--title") { Description = "a name, to recognize it by", HelpName = "TEXT" };

    private readonly Option<string?> _notBefore = new("--not-before")
    {
        Description = "do not start before this time, such as 2026-12-24T18:00 (local) or 2026-12-24T18:00+01:00", HelpName = "TIME",
    };

    private readonly Option<string?> _until = new("--until") { Description = "do not send after this time", HelpName = "TIME" };

    private readonly Option<string?> _hours = new("--hours")
    {
        Description = "send only at these hours, such as 09:00-21:00, in the recipient's zone (column 'time_zone') or else in --time-zone",
        HelpName = "HOURS",
    };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "the time zone of --hours, such as Europe/Berlin [UTC]", HelpName = "ZONE",
    };

    private readonly Option<int> _priority = new("--priority")
    {
        Description = "the broadcast with the highest goes first [0]", HelpName = "N",
    };

    private readonly Option<bool> _paid = new("--paid")
    {
        Description = "send up to 1000 messages a second for Stars: 0.1 Star for each one delivered above the free 30 a second",
    };

    private readonly Option<decimal?> _mostStars = new("--most-stars")
    {
        Description = "refuse if --paid may cost more Stars than this", HelpName = "N",
    };

    private readonly Option<bool> _yes = new("--yes") { Description = "pay without asking" };

    private readonly Option<bool> _follow = new("--follow") { Description = "show its progress until it is finished" };

    private readonly Option<bool> _json = new("--json") { Description = "JSON for programs" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _bot, _audience, _text, _parseMode, _method, _parameters, _title, _notBefore, _until, _hours, _timeZone, _priority, _paid,
            _mostStars, _yes, _follow, _json,
        })
        {
            command.Options.Add(option);
        }
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsFollowed(ParseResult parsed) => parsed.GetValue(_follow);

    /// <summary>What is sent, and when.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public BroadcastPlan Plan(ParseResult parsed, IEnumerable<string> bots)
    {
        var bot = parsed.GetValue(_bot)!;
        var names = bots.ToList();
        if (names.Count > 0 && !names.Contains(bot))
        {
            throw new FormatException($"there is no bot '{bot}': the configuration has {string.Join(", ", names)}.");
        }

        return new BroadcastPlan
        {
            Bot = bot,
            Request = new StoredRequest(Call(parsed), 0),
            Title = parsed.GetValue(_title) ?? "",
            NotBefore = Time(parsed, _notBefore),
            Until = Time(parsed, _until),
            Hours = parsed.GetValue(_hours) is { } hours ? BroadcastHours.Parse(hours, parsed.GetValue(_timeZone) ?? "UTC")
                : parsed.GetValue(_timeZone) is null ? null
                : throw new FormatException("--time-zone is that of --hours: give these too."),
            Priority = parsed.GetValue(_priority),
            IsPaid = parsed.GetValue(_paid),
            MostStars = parsed.GetValue(_mostStars) is null || parsed.GetValue(_paid) ? parsed.GetValue(_mostStars)
                : throw new FormatException("--most-stars is what --paid may cost: give this too."),
        };
    }

    /// <summary>To whom.</summary>
    public AudienceFile Audience(ParseResult parsed, CommandContext context)
    {
        var (path, hasHours) = (parsed.GetValue(_audience)!, parsed.GetValue(_hours) is not null);
        if (path != "-")
        {
            return new AudienceFile(path, () => new StreamReader(Path.Combine(context.WorkingDirectory, path)), hasHours);
        }

        // It is read more than once.
        using var input = new StreamReader(context.OpenInput());
        var all = input.ReadToEnd();
        return new AudienceFile("standard input", () => new StringReader(all), hasHours);
    }

    /// <summary>Says what it costs, and asks.</summary>
    /// <returns>Whether it may cost so much; true where it costs nothing.</returns>
    public bool MayCost(ParseResult parsed, long count, CommandContext context)
    {
        if (!parsed.GetValue(_paid) || parsed.GetValue(_yes))
        {
            return true;
        }

        var stars = BroadcastFigures.Stars(count);
        var question = string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} messages cost at most {stars:N1} Stars: 0.1 for each that is delivered above the free 30 a second. Start?");
        return Confirmation.Ask(context, question, "--yes");
    }

    /// <summary>A name in braces that is no column would go out as it is.</summary>
    /// <exception cref="FormatException">There is one.</exception>
    public void CheckNames(ParseResult parsed, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }

        var missing = Braces().Matches(Call(parsed).Parameters.GetRawText()).Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !columns.Contains(name));
        if (missing is not null)
        {
            throw new FormatException(
                $"{{{missing}}} is not a column of the audience, which has {string.Join(", ", columns)}: it would be sent as it is.");
        }
    }

    private OutgoingCall Call(ParseResult parsed)
    {
        var (text, method) = (parsed.GetValue(_text), parsed.GetValue(_method));
        var parameters = Parameters(parsed.GetValue(_parameters));
        if (text is null == method is null)
        {
            throw new FormatException("give --text TEXT for a text, or --method METHOD and --parameters JSON for anything else.");
        }

        if (text is not null)
        {
            parameters["text"] = text;
        }

        if (parsed.GetValue(_parseMode) is { } mode)
        {
            parameters["parse_mode"] = mode;
        }

        return new OutgoingCall(method ?? SendMessage, JsonSerializer.SerializeToElement(parameters));
    }

    private static JsonObject Parameters(string? json)
    {
        try
        {
            return json is null ? [] : (JsonObject)JsonNode.Parse(json)!;
        }
        catch (Exception e) when (e is JsonException or InvalidCastException)
        {
            throw new FormatException($"--parameters is not a JSON object, such as {{\"photo\":\"FILE_ID\"}}: {e.Message}", e);
        }
    }

    private static DateTimeOffset? Time(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) => time,
        var text => throw new FormatException($"'{text}' of {option.Name} is not a time: give it as 2026-12-24T18:00+01:00."),
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
