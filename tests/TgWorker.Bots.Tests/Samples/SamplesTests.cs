using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>The samples, each in a host of its own, on a real Redis; <see cref="Running.NewcomerTests"/> runs the first bot.</summary>
public sealed class SamplesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task EchoBot_Texts_AreEchoedInOrderAndCounted()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await stage.StartAsync<EchoBot.EchoBot>();
        foreach (var text in new[] { "a", "b", "/count" })
        {
            await stage.PushTextAsync(7, text);
        }

        await stage.Telegram.WaitForCallsAsync(3);

        Assert.Equal(["a", "b", "2 messages"], stage.Telegram.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task SurveyBot_OneUserAnswersAndAnotherOnlyAsks_EachHasTheirOwnState()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await stage.StartAsync<SurveyBot.SurveyBot>();
        foreach (var text in new[] { "/survey", "Ada", "young", "36" })
        {
            await stage.PushTextAsync(7, text);
        }

        foreach (var photo in new[] { 21, 22 })
        {
            await stage.PushAsync("message", $$"""
                {"message_id":{{photo}},"media_group_id":"g","from":{"id":7,"is_bot":false,"first_name":"Al"},
                 "chat":{"id":7,"type":"private"},"date":1,
                 "photo":[{"file_id":"p{{photo}}","file_unique_id":"u","width":9,"height":9}]}
                """);
        }

        await stage.PushAsync("callback_query",
            """{"id":"q1","from":{"id":7,"is_bot":false,"first_name":"Al"},"message":{"message_id":1,"chat":{"id":7,"type":"private"},"date":1},"data":"stars:4"}""");
        await stage.Telegram.WaitForCallsAsync(7);
        await stage.PushTextAsync(8, "36");
        await stage.PushTextAsync(8, "/survey");
        await stage.Telegram.WaitForCallsAsync(8);

        Assert.Equal(
            ["What is your name?", "How old are you?", "A number, please.", "Show us some photos, all in one message. Or /skip.",
                "2 fine photos. How do you like it?", null, "Thank you, Ada! Average: 4.0", "What is your name?"],
            stage.Telegram.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task DiscordBridge_GroupMessages_AreCopiedInOrderAndABusyDiscordIsWaitedFor()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        stage.Telegram.Answer = (_, turn) => Task.FromResult<(int, string)?>(turn == 0 ? (500, "{}") : null);
        await stage.StartAsync<DiscordBridge.DiscordBridge>(
            ("Bridge:WebhookUrl", stage.Telegram.Url + "api/webhooks/1/secret"), ("Bridge:ChatId", "-100"),
            ("TgWorker:Retry:Backoff", "0.01"));
        await stage.PushAsync("message", Group(-100, "\"text\":\"one\""));
        await stage.PushAsync("message", Group(-200, "\"text\":\"elsewhere\""));
        await stage.PushAsync("message", Group(-100, "\"photo\":[]"));
        await stage.PushAsync("edited_message", Group(-100, "\"text\":\"one!\""));

        await stage.Telegram.WaitForCallsAsync(4);

        Assert.Equal(["one", "one", "(Photo)", "one! (edited)"], stage.Telegram.Calls.Select(call => call.Text));
        Assert.All(stage.Telegram.Calls, call =>
            Assert.Equal(("/api/webhooks/1/secret", "Al"), (call.Path, call.Body.GetProperty("username").GetString())));

        static string Group(long id, string content) =>
            $$"""{"message_id":1,"from":{"id":7,"is_bot":false,"first_name":"Al"},"chat":{"id":{{id}},"type":"supergroup"},"date":1795219800,{{content}}}""";
    }
}
