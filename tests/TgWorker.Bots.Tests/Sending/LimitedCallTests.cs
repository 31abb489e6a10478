using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using TgWorker.Bots.Sending;

namespace TgWorker.Bots.Tests.Sending;

public sealed class LimitedCallTests
{
    public static TheoryData<IRequest, string?, int, bool> Calls => new()
    {
        { new SendMessageRequest { ChatId = 5, Text = "x" }, "5", 1, false },
        { new SendMessageRequest { ChatId = "@news", Text = "x", AllowPaidBroadcast = true }, "@news", 1, true },
        { new SendMediaGroupRequest { ChatId = -5, Media = [new InputMediaPhoto("a"), new InputMediaPhoto("b")] }, "-5", 2, false },
        { new ForwardMessagesRequest { ChatId = 5, FromChatId = 6, MessageIds = [1, 2, 3] }, "5", 3, false },
        { new CopyMessageRequest { ChatId = 5, FromChatId = 6, MessageId = 1 }, "5", 1, false },
        { new EditMessageTextRequest { ChatId = 5, MessageId = 1, Text = "x" }, "5", 1, false },
        { new StopPollRequest { ChatId = 5, MessageId = 1 }, "5", 1, false },
        { new EditInlineMessageTextRequest { InlineMessageId = "a", Text = "x" }, null, 0, false },
        { new SendChatActionRequest { ChatId = 5, Action = ChatAction.Typing }, null, 0, false },
        { new AnswerCallbackQueryRequest { CallbackQueryId = "a" }, null, 0, false },
        { new AnswerInlineQueryRequest { InlineQueryId = "a", Results = [] }, null, 0, false },
        { new DeleteMessageRequest { ChatId = 5, MessageId = 1 }, null, 0, false },
        { new GetChatRequest { ChatId = 5 }, null, 0, false },
        { new SetMyCommandsRequest { Commands = [] }, null, 0, false },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Of_WhatMakesMessagesInAChat_IsLimited(IRequest request, string? chat, int messages, bool isPaid) =>
        Assert.Equal(chat is null ? null : new LimitedCall(chat, messages, isPaid), LimitedCall.Of(request));
}
