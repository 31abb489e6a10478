using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Bots.Sending;

/// <summary>A call that Telegram limits: it makes messages in a chat, or edits one. All others are free.</summary>
/// <param name="Chat">The chat's id, or a channel's <c>@name</c>.</param>
/// <param name="Messages">How many messages it makes.</param>
/// <param name="IsPaid">Whether it is paid for.</param>
/// <remarks>
/// Sends and edits share one limit (levlam, tdlib/td#3034); answers to queries have none (tdlib/telegram-bot-api#648), and of questions and
/// settings none is known. An inline message belongs to no chat of the bot's.
/// </remarks>
internal readonly record struct LimitedCall(string Chat, int Messages, bool IsPaid)
{
    /// <summary>What a paid message costs at the most, in Stars.</summary>
    public const decimal MostStars = 0.1m;

    private static readonly string[] Sending = ["send", "forward", "copy", "editMessage", "stop"];

    // Shown for seconds, and not a message.
    private static readonly string[] Free = ["sendChatAction", "sendMessageDraft"];

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Paid = new();

    /// <summary>What a request is; null when it is free.</summary>
    public static LimitedCall? Of(IRequest request)
    {
        var method = request.MethodName;
        if (!Array.Exists(Sending, begin => method.StartsWith(begin, StringComparison.Ordinal))
            || Free.Contains(method, StringComparer.Ordinal))
        {
            return null;
        }

        return ChatOf(request) is { } chat ? new LimitedCall(chat, MessagesOf(request), IsPaidFor(request)) : null;
    }

    private static string? ChatOf(IRequest request) => request switch
    {
        IChatTargetable { ChatId: { } chat } => chat.Identifier?.ToString(CultureInfo.InvariantCulture) ?? chat.Username,
        IUserTargetable { UserId: var user } => user.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static int MessagesOf(IRequest request) => request switch
    {
        ICountedMessages counted => counted.Messages,
        SendMediaGroupRequest album => album.Media?.Count() ?? 1,
        ForwardMessagesRequest forward => forward.MessageIds?.Count() ?? 1,
        CopyMessagesRequest copy => copy.MessageIds?.Count() ?? 1,
        _ => 1,
    };

    // A dozen methods have the parameter, and no interface tells which.
    private static bool IsPaidFor(IRequest request) =>
        Paid.GetOrAdd(request.GetType(), type => type.GetProperty("AllowPaidBroadcast"))?.GetValue(request) is true;
}
