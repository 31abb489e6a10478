using TgWorker.Testing;

namespace ModerationBot.Tests;

public sealed class ModerationBotTests : IAsyncLifetime
{
    private readonly BotTest _test = BotTest.Of<ModerationBot>();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Newcomers_AreGreetedByName()
    {
        var handled = await _test.FeedAsync(
            InGroup(7, new { new_chat_members = new[] { new { id = 8, is_bot = false, first_name = "Bo" },
                new { id = 9, is_bot = false, first_name = "Cy" } } }));

        Assert.Equal("Welcome, Bo, Cy! No links, please.", Assert.Single(handled.Calls).Text);
    }

    [Fact]
    public async Task Links_WarnEachUserAndMuteAtTheThird()
    {
        var said = new List<string>();
        foreach (var user in new[] { 7, 8, 7, 7 })
        {
            said.Add(string.Join(" ",
                (await _test.FeedAsync(InGroup(user, new { text = "see https://spam.example" })))
                    .Calls.Select(call => call.Text ?? call.Method)));
        }

        Assert.Equal(
            [
                "deleteMessage Test, no links here. Warning 1 of 3.", "deleteMessage Test, no links here. Warning 1 of 3.",
                "deleteMessage Test, no links here. Warning 2 of 3.",
                "deleteMessage restrictChatMember Test is muted for an hour.",
            ],
            said);
    }

    [Theory]
    [InlineData("administrator", "Bo is banned.")]
    [InlineData("member", "Only administrators may do that.")]
    public async Task Ban_IsForAdministrators(string status, string answer)
    {
        _test.Telegram.On("getChatMember").Answer(_ => new { status, user = new { id = 7, is_bot = false, first_name = "Al" } });

        var handled = await _test.FeedAsync(InGroup(7, new
        {
            text = "/ban", entities = new[] { new { type = "bot_command", offset = 0, length = 4 } },
            reply_to_message = new { message_id = 3, date = 1, chat = new { id = -100, type = "supergroup" },
                from = new { id = 8, is_bot = false, first_name = "Bo" } },
        }));

        Assert.Equal(answer, handled.Calls[^1].Text);
        Assert.Equal(status == "administrator", handled.Calls.Any(call => call.Method == "banChatMember"));
    }

    [Fact]
    public async Task PrivateChats_AreNotModerated() =>
        Assert.Empty((await _test.FeedAsync(TestUpdate.Text("https://fine.example"))).Calls);

    private static TestUpdate InGroup(int user, object fields) => TestUpdate.Message(fields, user, chatId: -100);
}
