using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>
/// Routes for the kinds of update and of message, one method each. Kinds without one: <c>On(kind, …)</c> and <c>OnMessage(kind, …)</c>.
/// </summary>
public static class RoutesByKind
{
    /// <summary>Handles messages that were edited.</summary>
    public static Route OnEditedMessage(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.EditedMessage);

    /// <summary>Handles posts in channels.</summary>
    public static Route OnChannelPost(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.ChannelPost);

    /// <summary>Handles posts that were edited.</summary>
    public static Route OnEditedChannelPost(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.EditedChannelPost);

    /// <summary>Handles connections of the bot with a business account.</summary>
    public static Route OnBusinessConnection(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.BusinessConnection);

    /// <summary>Handles messages of a connected business account.</summary>
    public static Route OnBusinessMessage(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.BusinessMessage);

    /// <summary>Handles edited messages of a connected business account.</summary>
    public static Route OnEditedBusinessMessage(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.EditedBusinessMessage);

    /// <summary>Handles deletions in a connected business account.</summary>
    public static Route OnDeletedBusinessMessages(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.DeletedBusinessMessages);

    /// <summary>Handles changes of a user's reactions to a message.</summary>
    public static Route OnReaction(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.MessageReaction);

    /// <summary>Handles changes of anonymous reactions.</summary>
    public static Route OnReactionCount(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.MessageReactionCount);

    /// <summary>Handles inline queries of any text.</summary>
    public static Route OnInlineQuery(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.InlineQuery);

    /// <summary>Handles results of inline queries that a user chose.</summary>
    public static Route OnChosenInlineResult(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.ChosenInlineResult);

    /// <summary>Handles button presses with any data.</summary>
    public static Route OnCallbackQuery(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.CallbackQuery);

    /// <summary>Handles shipping queries.</summary>
    public static Route OnShippingQuery(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.ShippingQuery);

    /// <summary>Handles pre-checkout queries.</summary>
    public static Route OnPreCheckoutQuery(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.PreCheckoutQuery);

    /// <summary>Handles purchases of paid media.</summary>
    public static Route OnPurchasedPaidMedia(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.PurchasedPaidMedia);

    /// <summary>Handles new states of polls.</summary>
    public static Route OnPoll(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.Poll);

    /// <summary>Handles answers to polls that are not anonymous.</summary>
    public static Route OnPollAnswer(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.PollAnswer);

    /// <summary>Handles changes of the bot's own membership.</summary>
    public static Route OnMyChatMember(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.MyChatMember);

    /// <summary>Handles changes of a member.</summary>
    public static Route OnChatMember(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.ChatMember);

    /// <summary>Handles requests to join a chat.</summary>
    public static Route OnChatJoinRequest(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.ChatJoinRequest);

    /// <summary>Handles boosts of a chat.</summary>
    public static Route OnChatBoost(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.ChatBoost);

    /// <summary>Handles boosts that were taken back.</summary>
    public static Route OnRemovedChatBoost(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.RemovedChatBoost);

    /// <summary>
    /// Handles messages for the bot in chats that it is not in; <see cref="UpdateView.QueryId"/> is what <c>answerGuestQuery</c> wants.
    /// </summary>
    public static Route OnGuestMessage(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.GuestMessage);

    /// <summary>Handles changes of the bots that this one manages.</summary>
    public static Route OnManagedBot(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.ManagedBot);

    /// <summary>Handles changes of users' subscriptions.</summary>
    public static Route OnSubscription(this UpdateRoutes routes, Delegate handler) => routes.AddKind(handler, UpdateKind.Subscription);

    /// <summary>Handles messages whose user stopped the bot while it was still writing them.</summary>
    public static Route OnStoppedMessageGeneration(this UpdateRoutes routes, Delegate handler) =>
        routes.AddKind(handler, UpdateKind.StoppedMessageGeneration);

    /// <summary>Handles photos.</summary>
    public static Route OnPhoto(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Photo]);

    /// <summary>Handles videos.</summary>
    public static Route OnVideo(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Video]);

    /// <summary>Handles video notes.</summary>
    public static Route OnVideoNote(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.VideoNote]);

    /// <summary>Handles animations.</summary>
    public static Route OnAnimation(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Animation]);

    /// <summary>Handles music.</summary>
    public static Route OnAudio(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Audio]);

    /// <summary>Handles voice messages.</summary>
    public static Route OnVoice(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Voice]);

    /// <summary>Handles files.</summary>
    public static Route OnDocument(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Document]);

    /// <summary>Handles stickers.</summary>
    public static Route OnSticker(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Sticker]);

    /// <summary>Handles forwarded stories.</summary>
    public static Route OnStory(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Story]);

    /// <summary>Handles locations.</summary>
    public static Route OnLocation(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Location]);

    /// <summary>Handles venues.</summary>
    public static Route OnVenue(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Venue]);

    /// <summary>Handles contacts.</summary>
    public static Route OnContact(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Contact]);

    /// <summary>Handles dice.</summary>
    public static Route OnDice(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Dice]);

    /// <summary>Handles games.</summary>
    public static Route OnGame(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Game]);

    /// <summary>Handles messages that hold a poll.</summary>
    public static Route OnPollMessage(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Poll]);

    /// <summary>Handles invoices.</summary>
    public static Route OnInvoice(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.Invoice]);

    /// <summary>Handles successful payments.</summary>
    public static Route OnSuccessfulPayment(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.SuccessfulPayment]);

    /// <summary>Handles refunded payments.</summary>
    public static Route OnRefundedPayment(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.RefundedPayment]);

    /// <summary>Handles service messages about new members.</summary>
    public static Route OnNewChatMembers(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.NewChatMembers]);

    /// <summary>Handles service messages about a member who left.</summary>
    public static Route OnLeftChatMember(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.LeftChatMember]);

    /// <summary>Handles service messages about a pinned message.</summary>
    public static Route OnPinnedMessage(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.PinnedMessage]);

    /// <summary>Handles service messages about a group that became a supergroup, of the old chat and of the new one.</summary>
    public static Route OnMigration(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler, [MessageKind.MigrateToChatId, MessageKind.MigrateFromChatId]);

    /// <summary>Handles service messages about forum topics.</summary>
    public static Route OnForumTopic(this UpdateRoutes routes, Delegate handler) =>
        routes.AddMessage(handler,
            [MessageKind.ForumTopicCreated, MessageKind.ForumTopicEdited, MessageKind.ForumTopicClosed, MessageKind.ForumTopicReopened,
                MessageKind.GeneralForumTopicHidden, MessageKind.GeneralForumTopicUnhidden]);

    /// <summary>Handles data sent by a Web App.</summary>
    public static Route OnWebAppData(this UpdateRoutes routes, Delegate handler) => routes.AddMessage(handler, [MessageKind.WebAppData]);
}
