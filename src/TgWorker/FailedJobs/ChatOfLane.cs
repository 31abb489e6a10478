using System.Globalization;

namespace TgWorker.FailedJobs;

/// <summary>The part of a lane's key that names the chat.</summary>
internal static class ChatOfLane
{
    /// <summary>What stands after the last colon, <c>-100123</c> for <c>main:-100123</c>; the whole key where there is none.</summary>
    public static string Text(string lane) => lane[(lane.LastIndexOf(':') + 1)..];

    /// <summary>The chat as a number, if it is one.</summary>
    public static long? Number(string lane) =>
        long.TryParse(Text(lane), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat) ? chat : null;
}
