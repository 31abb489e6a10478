namespace TgWorker.Core.Updates;

/// <summary>
/// The kind of an update: the field of Telegram's <see href="https://core.telegram.org/bots/api#update">Update</see> that carries the
/// content.
/// </summary>
public enum UpdateKind
{
    /// <summary>A kind that Telegram added later; <see cref="UpdateView.KindName"/> names it.</summary>
    Unknown,

    /// <summary><c>message</c>.</summary>
    Message,

    /// <summary><c>edited_message</c>.</summary>
    EditedMessage,

    /// <summary><c>channel_post</c>.</summary>
    ChannelPost,

    /// <summary><c>edited_channel_post</c>.</summary>
    EditedChannelPost,

    /// <summary><c>business_connection</c>.</summary>
    BusinessConnection,

    /// <summary><c>business_message</c>.</summary>
    BusinessMessage,

    /// <summary><c>edited_business_message</c>.</summary>
    EditedBusinessMessage,

    /// <summary><c>deleted_business_messages</c>.</summary>
    DeletedBusinessMessages,

    /// <summary><c>message_reaction</c>.</summary>
    MessageReaction,

    /// <summary><c>message_reaction_count</c>.</summary>
    MessageReactionCount,

    /// <summary><c>inline_query</c>.</summary>
    InlineQuery,

    /// <summary><c>chosen_inline_result</c>.</summary>
    ChosenInlineResult,

    /// <summary><c>callback_query</c>.</summary>
    CallbackQuery,

    /// <summary><c>shipping_query</c>.</summary>
    ShippingQuery,

    /// <summary><c>pre_checkout_query</c>.</summary>
    PreCheckoutQuery,

    /// <summary><c>purchased_paid_media</c>.</summary>
    PurchasedPaidMedia,

    /// <summary><c>poll</c>.</summary>
    Poll,

    /// <summary><c>poll_answer</c>.</summary>
    PollAnswer,

    /// <summary><c>my_chat_member</c>.</summary>
    MyChatMember,

    /// <summary><c>chat_member</c>.</summary>
    ChatMember,

    /// <summary><c>chat_join_request</c>.</summary>
    ChatJoinRequest,

    /// <summary><c>chat_boost</c>.</summary>
    ChatBoost,

    /// <summary><c>removed_chat_boost</c>.</summary>
    RemovedChatBoost,

    /// <summary><c>guest_message</c> (Bot API 10.0): a message for the bot in a chat that it is not in.</summary>
    GuestMessage,

    /// <summary><c>managed_bot</c> (Bot API 10.0): a bot that this one manages was created, or its token or owner changed.</summary>
    ManagedBot,

    /// <summary><c>subscription</c> (Bot API 10.2): a user's subscription began, was canceled or failed.</summary>
    Subscription,

    /// <summary><c>stopped_message_generation</c>: a user stopped a message that the bot was still writing.</summary>
    StoppedMessageGeneration,

    /// <summary><c>timer</c>: one of the bot's own timers went off. Not from Telegram.</summary>
    Timer,

    /// <summary>
    /// <c>outgoing</c>: one of the bot's own messages that waits for its turn to be sent. Not from Telegram, and never passed to handlers.
    /// </summary>
    Outgoing,
}
