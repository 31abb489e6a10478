using System.Globalization;

namespace TgWorker.Core.FailedJobs;

/// <summary>Which failed jobs to select; a null property matches all.</summary>
public sealed record FailedJobFilter
{
    /// <summary>Part of the error; upper and lower case are the same.</summary>
    public string? Error { get; init; }

    /// <summary>The error of a group, exactly as in <see cref="FailedJobGroup.Error"/>.</summary>
    public string? Group { get; init; }

    /// <summary>The bot's exact name.</summary>
    public string? Bot { get; init; }

    /// <summary>The chat's id.</summary>
    public long? Chat { get; init; }

    /// <summary>Those that failed at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Those that failed earlier than this.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether it selects all failed jobs.</summary>
    public bool IsEmpty => this == new FailedJobFilter();

    /// <summary>Whether it selects a job.</summary>
    public bool Matches(FailedJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return (Error is null || job.Error.Contains(Error, StringComparison.OrdinalIgnoreCase))
            && (Group is null || FailedJobGroup.ErrorOf(job.Error) == Group)
            && (Bot is null || job.Bot == Bot)
            && (Chat is null || IsOfChat(job.Lane, Chat.Value))
            && !(job.FailedAt < Since)
            && !(job.FailedAt >= Before);
    }

    // main:-100123, or main:-100123:7 for a topic.
    private static bool IsOfChat(string lane, long chat) =>
        lane.Split(':') is [_, var id, ..] && id == chat.ToString(CultureInfo.InvariantCulture);
}
