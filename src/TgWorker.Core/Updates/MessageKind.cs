namespace TgWorker.Core.Updates;

/// <summary>
/// What a message is: the field of Telegram's <see href="https://core.telegram.org/bots/api#message">Message</see> that says so. The
/// service messages come after <see cref="Location"/>. If Telegram sends two fields (an animation is also a document, a venue also a
/// location), the first in this list counts.
/// </summary>
public enum MessageKind
{
    /// <summary>No message, or a kind that Telegram added later.</summary>
    None,

    /// <summary><c>text</c>.</summary>
    Text,

    /// <summary><c>rich_message</c>.</summary>
    RichMessage,

    /// <summary><c>animation</c>.</summary>
    Animation,

    /// <summary><c>audio</c>.</summary>
    Audio,

    /// <summary><c>document</c>.</summary>
    Document,

    /// <summary><c>live_photo</c>.</summary>
    LivePhoto,

    /// <summary><c>paid_media</c>.</summary>
    PaidMedia,

    /// <summary><c>photo</c>.</summary>
    Photo,

    /// <summary><c>sticker</c>.</summary>
    Sticker,

    /// <summary><c>story</c>.</summary>
    Story,

    /// <summary><c>video</c>.</summary>
    Video,

    /// <summary><c>video_note</c>.</summary>
    VideoNote,

    /// <summary><c>voice</c>.</summary>
    Voice,

    /// <summary><c>checklist</c>.</summary>
    Checklist,

    /// <summary><c>contact</c>.</summary>
    Contact,

    /// <summary><c>dice</c>.</summary>
    Dice,

    /// <summary><c>game</c>.</summary>
    Game,

    /// <summary><c>poll</c>.</summary>
    Poll,

    /// <summary><c>venue</c>.</summary>
    Venue,

    /// <summary><c>location</c>.</summary>
    Location,

    /// <summary><c>new_chat_members</c>.</summary>
    NewChatMembers,

    /// <summary><c>left_chat_member</c>.</summary>
    LeftChatMember,

    /// <summary><c>chat_owner_left</c>.</summary>
    ChatOwnerLeft,

    /// <summary><c>chat_owner_changed</c>.</summary>
    ChatOwnerChanged,

    /// <summary><c>new_chat_title</c>.</summary>
    NewChatTitle,

    /// <summary><c>new_chat_photo</c>.</summary>
    NewChatPhoto,

    /// <summary><c>delete_chat_photo</c>.</summary>
    DeleteChatPhoto,

    /// <summary><c>group_chat_created</c>.</summary>
    GroupChatCreated,

    /// <summary><c>supergroup_chat_created</c>.</summary>
    SupergroupChatCreated,

    /// <summary><c>channel_chat_created</c>.</summary>
    ChannelChatCreated,

    /// <summary><c>message_auto_delete_timer_changed</c>.</summary>
    MessageAutoDeleteTimerChanged,

    /// <summary><c>migrate_to_chat_id</c>.</summary>
    MigrateToChatId,

    /// <summary><c>migrate_from_chat_id</c>.</summary>
    MigrateFromChatId,

    /// <summary><c>pinned_message</c>.</summary>
    PinnedMessage,

    /// <summary><c>invoice</c>.</summary>
    Invoice,

    /// <summary><c>successful_payment</c>.</summary>
    SuccessfulPayment,

    /// <summary><c>refunded_payment</c>.</summary>
    RefundedPayment,

    /// <summary><c>users_shared</c>.</summary>
    UsersShared,

    /// <summary><c>chat_shared</c>.</summary>
    ChatShared,

    /// <summary><c>gift</c>.</summary>
    Gift,

    /// <summary><c>unique_gift</c>.</summary>
    UniqueGift,

    /// <summary><c>gift_upgrade_sent</c>.</summary>
    GiftUpgradeSent,

    /// <summary><c>connected_website</c>.</summary>
    ConnectedWebsite,

    /// <summary><c>write_access_allowed</c>.</summary>
    WriteAccessAllowed,

    /// <summary><c>passport_data</c>.</summary>
    PassportData,

    /// <summary><c>proximity_alert_triggered</c>.</summary>
    ProximityAlertTriggered,

    /// <summary><c>boost_added</c>.</summary>
    BoostAdded,

    /// <summary><c>chat_background_set</c>.</summary>
    ChatBackgroundSet,

    /// <summary><c>checklist_tasks_done</c>.</summary>
    ChecklistTasksDone,

    /// <summary><c>checklist_tasks_added</c>.</summary>
    ChecklistTasksAdded,

    /// <summary><c>community_chat_added</c>.</summary>
    CommunityChatAdded,

    /// <summary><c>community_chat_joined</c>.</summary>
    CommunityChatJoined,

    /// <summary><c>community_chat_removed</c>.</summary>
    CommunityChatRemoved,

    /// <summary><c>direct_message_price_changed</c>.</summary>
    DirectMessagePriceChanged,

    /// <summary><c>forum_topic_created</c>.</summary>
    ForumTopicCreated,

    /// <summary><c>forum_topic_edited</c>.</summary>
    ForumTopicEdited,

    /// <summary><c>forum_topic_closed</c>.</summary>
    ForumTopicClosed,

    /// <summary><c>forum_topic_reopened</c>.</summary>
    ForumTopicReopened,

    /// <summary><c>general_forum_topic_hidden</c>.</summary>
    GeneralForumTopicHidden,

    /// <summary><c>general_forum_topic_unhidden</c>.</summary>
    GeneralForumTopicUnhidden,

    /// <summary><c>giveaway_created</c>.</summary>
    GiveawayCreated,

    /// <summary><c>giveaway</c>.</summary>
    Giveaway,

    /// <summary><c>giveaway_winners</c>.</summary>
    GiveawayWinners,

    /// <summary><c>giveaway_completed</c>.</summary>
    GiveawayCompleted,

    /// <summary><c>managed_bot_created</c>.</summary>
    ManagedBotCreated,

    /// <summary><c>paid_message_price_changed</c>.</summary>
    PaidMessagePriceChanged,

    /// <summary><c>poll_option_added</c>.</summary>
    PollOptionAdded,

    /// <summary><c>poll_option_deleted</c>.</summary>
    PollOptionDeleted,

    /// <summary><c>suggested_post_approved</c>.</summary>
    SuggestedPostApproved,

    /// <summary><c>suggested_post_approval_failed</c>.</summary>
    SuggestedPostApprovalFailed,

    /// <summary><c>suggested_post_declined</c>.</summary>
    SuggestedPostDeclined,

    /// <summary><c>suggested_post_paid</c>.</summary>
    SuggestedPostPaid,

    /// <summary><c>suggested_post_refunded</c>.</summary>
    SuggestedPostRefunded,

    /// <summary><c>video_chat_scheduled</c>.</summary>
    VideoChatScheduled,

    /// <summary><c>video_chat_started</c>.</summary>
    VideoChatStarted,

    /// <summary><c>video_chat_ended</c>.</summary>
    VideoChatEnded,

    /// <summary><c>video_chat_participants_invited</c>.</summary>
    VideoChatParticipantsInvited,

    /// <summary><c>web_app_data</c>.</summary>
    WebAppData,
}
