using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Which failed jobs somebody asks for: the options of <c>tgworker failed list</c>, in an address that can be kept.</summary>
internal sealed record FailedQuery
{
    /// <summary>The queue; null for the first.</summary>
    public string? Queue { get; init; }

    public string? Error { get; init; }

    public string? Group { get; init; }

    public string? Bot { get; init; }

    public string? Chat { get; init; }

    public string? Since { get; init; }

    public string? Before { get; init; }

    /// <summary>What of it could not be read.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>The same, as the failed jobs' store knows it.</summary>
    public FailedJobFilter Filter { get; private init; } = new();

    public static FailedQuery Of(PageRequest request)
    {
        var problems = new List<string>();
        var (chat, since, before) = (request.Value("chat")?.Trim(), request.Value("since")?.Trim(), request.Value("before")?.Trim());
        return new FailedQuery
        {
            Queue = request.Value("queue"),
            Error = request.Value("error"),
            Group = request.Value("group"),
            Bot = request.Value("bot"),
            Chat = chat,
            Since = since,
            Before = before,
            Problems = problems,
            Filter = new FailedJobFilter
            {
                Error = request.Value("error"),
                Group = request.Value("group"),
                Bot = request.Value("bot"),
                Chat = Chat(chat),
                Since = Time(since),
                Before = Time(before),
            },
        };

        long? Chat(string? text)
        {
            if (text is null || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                return text is null ? null : long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }

            problems.Add("Chat is a whole number, such as -1001234567890.");
            return null;
        }

        DateTimeOffset? Time(string? text)
        {
            if (text is not null && FilterTime.Parse(text, request.Now) is null)
            {
                problems.Add("A time is how long ago, such as 30m, 2h or 3d, or a time in UTC, such as 2026-01-31T12:00.");
            }

            return text is null ? null : FilterTime.Parse(text, request.Now);
        }
    }

    /// <summary>Names and values, for addresses and forms.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields =>
        [("queue", Queue), ("error", Error), ("group", Group), ("bot", Bot), ("chat", Chat), ("since", Since), ("before", Before)];

    /// <summary>The command that means the same jobs.</summary>
    /// <param name="verb"><c>list</c>, <c>groups</c>, <c>retry</c> or <c>forget</c>.</param>
    /// <param name="queue">The queue's name.</param>
    public string Command(string verb, string queue) => CommandLine.Of(
        $"failed {verb}{(verb is "retry" or "forget" && Filter.IsEmpty ? " all" : "")}",
        ("--error", Error), ("--group", Group), ("--bot", Bot), ("--chat", Chat), ("--since", Since), ("--before", Before),
        ("--queue", queue));

    /// <summary>In words, without a text of somebody else.</summary>
    public string InWords() =>
        string.Join(", ", Fields.Where(field => field.Value is { Length: > 0 } && field.Name != "queue")
            .Select(field => $"{field.Name} {field.Value}")) is { Length: > 0 } words
        ? words
        : "all";
}
