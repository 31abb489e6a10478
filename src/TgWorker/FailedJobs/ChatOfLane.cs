using System.Globalization;

namespace TgWorker.FailedJobs;

/// <summary>The part of a lane's key that names the chat: <c>-100123</c> of <c>main:-100123</c> and of <c>main:-100123:7</c>.</summary>
internal static class ChatOfLane
{
    // What the lanes of entries of no chat begin with, now and in version 0.1.
    private const string Entry = "!entry:";
    private const string Unreadable = "unreadable:";

    /// <summary>The chat, what stands in its place (<c>poll:5</c>), or null where the entry could not be read.</summary>
    public static string? Text(string lane)
    {
        if (Number(lane) is { } chat)
        {
            return chat.ToString(CultureInfo.InvariantCulture);
        }

        return IsOfNoChat(lane) ? null : AfterBot(lane);
    }

    /// <summary>The chat as a number, if it is one.</summary>
    public static long? Number(string lane) =>
        long.TryParse(AfterBot(lane).Split(':', 2)[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat)
        && !IsOfNoChat(lane)
            ? chat
            : null;

    private static bool IsOfNoChat(string lane) =>
        lane.StartsWith(Entry, StringComparison.Ordinal) || lane.StartsWith(Unreadable, StringComparison.Ordinal);

    private static string AfterBot(string lane) => lane[(lane.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
