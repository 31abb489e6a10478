using TgWorker.Core.Updates;
using TgWorker.TestSupport;

namespace TgWorker.Core.Tests.Updates;

public class UpdateViewTests
{
    public static TheoryData<string> Bodies { get; } =
        [.. Fixtures.TgookNames.Where(name => int.Parse(name[..2], null) is < 50 or (> 56 and < 90))];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void View_CapturedUpdate_SaysWhatTheDocumentSays(string name)
    {
        var view = new UpdateView(Fixtures.TgookBody(name));
        var kind = view.Json.EnumerateObject().First(property => property.Name != "update_id");
        var message = kind.Name == "callback_query" && kind.Value.TryGetProperty("message", out var under) ? under : kind.Value;

        Assert.Equal(view.Json.GetProperty("update_id").GetInt64(), view.UpdateId);
        Assert.Equal(kind.Name, view.KindName);
        if (message.TryGetProperty("chat", out var chat))
        {
            Assert.Equal(chat.GetProperty("id").GetInt64(), view.ChatId);
            Assert.Equal(chat.GetProperty("type").GetString(), view.ChatKind.ToString().ToLowerInvariant());
        }

        Assert.Equal((kind.Value.TryGetProperty("from", out var from) || kind.Value.TryGetProperty("user", out from))
            ? from.GetProperty("id").GetInt64() : null, view.UserId);
        Assert.Equal(kind.Value.TryGetProperty("text", out var text) || kind.Value.TryGetProperty("caption", out text) ? text.GetString()
            : null, view.Text);
        Assert.Equal(kind.Value.TryGetProperty("data", out var data) ? data.GetString() : null, view.CallbackData);
        Assert.Equal(kind.Value.TryGetProperty("media_group_id", out var group) ? group.GetString() : null, view.MediaGroupId);
        Assert.Equal(kind.Value.TryGetProperty("date", out var date) ? DateTimeOffset.FromUnixTimeSeconds(date.GetInt64()) : null,
            view.Date);
    }

    [Fact]
    public void View_GuestMessage_HasTheTextTheChatAndTheQueryToAnswer()
    {
        var view = new UpdateView(Fixtures.Update("guest_message"));
        Assert.Equal(
            (UpdateKind.GuestMessage, -1002222333344, ChatKind.Supergroup, "5123456789012345678", "@shop_bot what does it cost?"),
            (view.Kind, view.ChatId!.Value, view.ChatKind, view.QueryId, view.Text));
    }

    [Fact]
    public void View_ReplyInAnotherChat_IsOfItsOwnChatAndText()
    {
        var view = new UpdateView("""
            {"update_id":1,"message":{"message_id":2,"chat":{"id":5,"type":"private"},"date":3,
            "reply_to_message":{"message_id":9,"chat":{"id":6,"type":"channel"},"text":"old","photo":[]},"text":"new"}}
            """u8.ToArray());

        Assert.Equal((5L, ChatKind.Private, "new", 2L, MessageKind.Text),
            (view.ChatId, view.ChatKind, view.Text, view.MessageId, view.MessageKind));
    }

    [Theory]
    [InlineData("""{"update_id":1,"message":{"from":{"id":5,"language_code":"pt-br"},"via_bot":{"id":6,"language_code":"fr"}}}""", "pt-br")]
    [InlineData("""{"update_id":1,"poll_answer":{"user":{"language_code":"en","id":5}}}""", "en")]
    [InlineData("""{"update_id":1,"callback_query":{"from":{"id":5},"message":{"from":{"id":6,"language_code":"fr"}}}}""", null)]
    public void LanguageCode_OfTheUserWhoCausedIt_AndOfNobodyElse(string update, string? language) =>
        Assert.Equal(language, new UpdateView(System.Text.Encoding.UTF8.GetBytes(update)).LanguageCode);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"update_id\":1,\"message\":")]
    [InlineData("{\"update_id\":1,\"message\":{\"chat\":{\"id\":")]
    [InlineData("{\"message\":7,\"update_id\":\"x\"}")]
    public void View_NoUpdate_KnowsNothingAndDoesNotThrow(string json)
    {
        var view = new UpdateView(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Null(view.ChatId);
        Assert.Null(view.Text);
        Assert.Null(view.Command);
    }

    [Theory]
    [InlineData("/start", "start", null, "")]
    [InlineData("/start ref 1", "start", null, "ref 1")]
    [InlineData("/start@bot\nref", "start", "bot", "ref")]
    [InlineData("start", null, null, null)]
    [InlineData("/", null, null, null)]
    [InlineData("/a/b", null, null, null)]
    [InlineData("/a-b", null, null, null)]
    [InlineData(" /start", null, null, null)]
    public void Command_Text_IsReadAsTelegramDoes(string text, string? name, string? addressee, string? arguments) =>
        Assert.Equal(name is null ? null : new MessageCommand(name, addressee, arguments!), MessageCommand.Parse(text));

    [Fact]
    public void View_AskedForNumbersOnly_AllocatesItselfAndNothingMore()
    {
        var body = Fixtures.TgookBody("08_entities");
        _ = new UpdateView(body).ChatId;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var view = new UpdateView(body);
        var sum = view.ChatId + view.UserId + view.UpdateId + (int)view.Kind + (int)view.MessageKind + (int)view.ChatKind;

        Assert.NotNull(sum);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 600);
    }
}
