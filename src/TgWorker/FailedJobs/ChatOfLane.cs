using System.Globalization;

namespace TgWorker.FailedJobs;

/// <summary>The part of a lane's key that names the chat: <c>-100123</c> of <c>main:-100123</c> and of <c>main:-100123:7</c>.</summary>
internal static class ChatOfLane
{
    private const string Unreadable = "unreadable:";

    /// <summary>The chat, what stands in its place (<c>poll:5</c>), or null where the entry could not be read.</summary>
    public static string? Text(string lane)
    {
        if (Number(lane) is { } chat)
        {
            return chat.ToString(CultureInfo.InvariantCulture);
        }

        return lane.StartsWith(Unreadable, StringComparison.Ordinal) ? null : AfterBot(lane);
    }

    /// <summary>The chat as a number, if it is one.</summary>
    public static long? Number(string lane) =>
        long.TryParse(AfterBot(lane).Split(':', 2)[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat)
        && !lane.StartsWith(Unreadable, StringComparison.Ordinal)
            ? chat
            : null;

    private static string AfterBot(string lane) => lane[(lane.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
