using System.Reflection;
using TgWorker.Core.Updates;
using TgWorker.TestSupport;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Routing;

/// <summary>Every route there is a method for, with a real update: all of them are registered, one must take it.</summary>
public class RouteKindsTests
{
    private static readonly Dictionary<string, string> Updates = new()
    {
        [nameof(RoutesByKind.OnEditedMessage)] = "tgook/17_edited_message",
        [nameof(RoutesByKind.OnChannelPost)] = "channel_post",
        [nameof(RoutesByKind.OnEditedChannelPost)] = "tgook/19_edited_channel_post",
        [nameof(RoutesByKind.OnBusinessConnection)] = "tgook/20_business_connection",
        [nameof(RoutesByKind.OnBusinessMessage)] = "tgook/21_business_message",
        [nameof(RoutesByKind.OnEditedBusinessMessage)] = "tgook/22_edited_business_message",
        [nameof(RoutesByKind.OnDeletedBusinessMessages)] = "deleted_business_messages",
        [nameof(RoutesByKind.OnStoppedMessageGeneration)] =
            """{"update_id":1,"stopped_message_generation":{"chat":{"id":5,"type":"private"},"draft_id":7}}""",
        [nameof(RoutesByKind.OnReaction)] = "message_reaction",
        [nameof(RoutesByKind.OnReactionCount)] = "message_reaction_count",
        [nameof(RoutesByKind.OnInlineQuery)] = "tgook/15_inline_query",
        [nameof(RoutesByKind.OnChosenInlineResult)] = "tgook/16_chosen_inline_result",
        [nameof(RoutesByKind.OnCallbackQuery)] = "tgook/11_callback_with_message",
        [nameof(RoutesByKind.OnShippingQuery)] = "tgook/32_shipping_query",
        [nameof(RoutesByKind.OnPreCheckoutQuery)] = "pre_checkout_query",
        [nameof(RoutesByKind.OnPurchasedPaidMedia)] = "purchased_paid_media",
        [nameof(RoutesByKind.OnPoll)] = "tgook/30_poll",
        [nameof(RoutesByKind.OnPollAnswer)] = "tgook/31_poll_answer",
        [nameof(RoutesByKind.OnMyChatMember)] = "tgook/24_my_chat_member",
        [nameof(RoutesByKind.OnChatMember)] = "tgook/25_chat_member",
        [nameof(RoutesByKind.OnChatJoinRequest)] = "chat_join_request",
        [nameof(RoutesByKind.OnChatBoost)] = "tgook/34_chat_boost",
        [nameof(RoutesByKind.OnRemovedChatBoost)] = "removed_chat_boost",
        [nameof(RoutesByKind.OnGuestMessage)] = "guest_message",
        [nameof(RoutesByKind.OnManagedBot)] = "managed_bot",
        [nameof(RoutesByKind.OnSubscription)] = "subscription",
        [nameof(RoutesByKind.OnPhoto)] = "tgook/37_media_group_1",
        [nameof(RoutesByKind.OnVideo)] = "video",
        [nameof(RoutesByKind.OnVideoNote)] = "video_note",
        [nameof(RoutesByKind.OnAnimation)] = "animation",
        [nameof(RoutesByKind.OnAudio)] = "audio",
        [nameof(RoutesByKind.OnVoice)] = "voice",
        [nameof(RoutesByKind.OnDocument)] = "document",
        [nameof(RoutesByKind.OnSticker)] = "sticker",
        [nameof(RoutesByKind.OnStory)] = "story",
        [nameof(RoutesByKind.OnLocation)] = "location",
        [nameof(RoutesByKind.OnVenue)] = "venue",
        [nameof(RoutesByKind.OnContact)] = "contact",
        [nameof(RoutesByKind.OnDice)] = "dice",
        [nameof(RoutesByKind.OnGame)] = "game",
        [nameof(RoutesByKind.OnPollMessage)] = "poll_message",
        [nameof(RoutesByKind.OnInvoice)] = "invoice",
        [nameof(RoutesByKind.OnSuccessfulPayment)] = "successful_payment",
        [nameof(RoutesByKind.OnRefundedPayment)] = "refunded_payment",
        [nameof(RoutesByKind.OnNewChatMembers)] = "new_chat_members",
        [nameof(RoutesByKind.OnLeftChatMember)] = "left_chat_member",
        [nameof(RoutesByKind.OnPinnedMessage)] = "pinned_message",
        [nameof(RoutesByKind.OnMigration)] = "tgook/40_migrate_to_chat_id",
        [nameof(RoutesByKind.OnForumTopic)] = "forum_topic_created",
        [nameof(RoutesByKind.OnWebAppData)] = "web_app_data",
    };

    public static TheoryData<string> Methods { get; } = [.. All().Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Route_UpdateOfItsKind_IsTheOneThatTakesIt(string method)
    {
        await using var test = new BotTest();
        foreach (var route in All())
        {
            ((Route)route.Invoke(null, [test.Routes, () => { }])!).Named(route.Name);
        }

        var handled = await test.FeedAsync(Read(Updates[method]));

        Assert.Equal(method, handled.Route);
        Assert.Null(handled.Exception);
    }

    [Theory]
    [InlineData("paid_media", MessageKind.PaidMedia)]
    [InlineData("checklist", MessageKind.Checklist)]
    [InlineData("group_chat_created", MessageKind.GroupChatCreated)]
    [InlineData("video_chat_started", MessageKind.VideoChatStarted)]
    [InlineData("tgook/41_migrate_from_chat_id", MessageKind.MigrateFromChatId)]
    [InlineData("tgook/09_reply_nested_chat", MessageKind.Text)]
    public async Task OnMessage_OneKind_TakesItAndNoOther(string update, MessageKind kind)
    {
        await using var test = new BotTest();
        foreach (var other in Enum.GetValues<MessageKind>().Where(other => other != kind))
        {
            test.Routes.OnMessage(other, () => { });
        }

        test.Routes.OnMessage(kind, () => { }).Named("it");

        Assert.Equal("it", (await test.FeedAsync(Read(update))).Route);
    }

    [Fact]
    public async Task On_KindThatTelegramAddedLater_IsUnknown()
    {
        await using var test = new BotTest();
        test.Routes.On(UpdateKind.Unknown, (UpdateView update) => Assert.Equal("some_future_kind", update.KindName)).Named("it");

        var handled = await test.FeedAsync(TestUpdate.Of("some_future_kind", new { }));

        Assert.Equal("it", handled.Route);
        Assert.Null(handled.Exception);
    }

    private static MethodInfo[] All() => typeof(RoutesByKind).GetMethods(BindingFlags.Public | BindingFlags.Static);

    private static TestUpdate Read(string name) => name.StartsWith('{')
        ? TestUpdate.FromJson(name)
        : TestUpdate.FromJson(name.StartsWith("tgook/", StringComparison.Ordinal) ? Fixtures.TgookBody(name["tgook/".Length..])
            : Fixtures.Update(name));
}
