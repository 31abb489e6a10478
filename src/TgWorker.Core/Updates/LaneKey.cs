using System.Globalization;
using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>
/// The ordering key of an update, printable ASCII: the bot percent-encoded, a colon, and
/// <list type="bullet">
/// <item>the id of the chat;</item>
/// <item>else the id of the user. On purpose not told apart from a chat's: a private chat has the id of its user, so what
/// a user does outside of any chat (inline queries, payments) keeps its order with the messages of their private chat;</item>
/// <item>else <c>poll:</c> and the id of the poll;</item>
/// <item>else <c>update:</c> and the <c>update_id</c>: a lane of its own.</item>
/// </list>
/// With <see cref="OrderBy.Topic"/>, <c>chat:topic</c> where the message stands in a forum topic; with
/// <see cref="OrderBy.User"/>, the user before the chat. With <see cref="QueryLanes.Own"/>, a query that expires has <c>chat:kind</c>, such
/// as
/// <c>main:5123:callback_query</c>.
/// </summary>
internal static class LaneKey
{
    private const int LongestPollId = 64;

    /// <summary>The lane of an entry that belongs to no chat. Its mark cannot stand in a bot's name, which is percent-encoded.</summary>
    public static string OfEntry(EntryId entry) => UnreadableLane.Prefix + entry.Text;

    public static string Of(OrderBy orderBy, BotName bot, in UpdateHead head, ReadOnlySpan<byte> update,
        QueryLanes queries = QueryLanes.Chat)
    {
        var chat = orderBy == OrderBy.User ? head.User ?? head.Chat : head.Chat ?? head.User;
        if (orderBy == OrderBy.None || (chat is null && !IsUsable(head.Poll, update)))
        {
            return string.Create(CultureInfo.InvariantCulture, stackalloc char[192], $"{bot.InLane}:update:{head.UpdateId}");
        }

        if (chat is null)
        {
            return $"{bot.InLane}:poll:{Encoding.ASCII.GetString(update.Slice(head.Poll.Start, head.Poll.Length))}";
        }

        if (queries == QueryLanes.Own && head.Query is { } kind)
        {
            return string.Create(CultureInfo.InvariantCulture, stackalloc char[192], $"{bot.InLane}:{chat.Value}:{kind}");
        }

        return orderBy == OrderBy.Topic && head.Topic is { } topic
            ? string.Create(CultureInfo.InvariantCulture, stackalloc char[192], $"{bot.InLane}:{chat.Value}:{topic}")
            : string.Create(CultureInfo.InvariantCulture, stackalloc char[192], $"{bot.InLane}:{chat.Value}");
    }

    private static bool IsUsable(JsonTextRange poll, ReadOnlySpan<byte> update)
    {
        if (poll.Length is 0 or > LongestPollId || poll.HasEscapes)
        {
            return false;
        }

        foreach (var value in update.Slice(poll.Start, poll.Length))
        {
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'-' or (byte)'_'))
            {
                return false;
            }
        }

        return true;
    }
}
