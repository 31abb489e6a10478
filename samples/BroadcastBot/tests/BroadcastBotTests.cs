using TgWorker.Testing;

namespace BroadcastBot.Tests;

public sealed class BroadcastBotTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-news-");
    private readonly BotTest _test;

    public BroadcastBotTests() => _test = BotTest.Of<BroadcastBot>(
        ("Subscribers", Path.Combine(_directory.FullName, "subscribers.txt")), ("Admin", "1"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task News_OfTheAdmin_GoToAllWhoStayed()
    {
        _test.Telegram.On("sendMessage", call => call.ChatId == 9 && call.Text!.StartsWith("📰", StringComparison.Ordinal)).Blocked();
        await _test.FeedAsync(TestUpdate.Text("/start", 7), TestUpdate.Text("/start", 8), TestUpdate.Text("/start", 9),
            TestUpdate.Text("/start", 10), TestUpdate.Text("/stop", 8), TestUpdate.Text("/news not mine", 7));

        var started = await _test.FeedAsync(TestUpdate.Text("/news we are open", 1), attempt: 1);
        var sent = await _test.PassAsync(TimeSpan.Zero);

        var id = Assert.Single(started.Calls).Text!.Split(' ')[^1];
        Assert.StartsWith("To 3: /progress ", started.Calls[0].Text, StringComparison.Ordinal);
        Assert.Equal([(7L, "📰 Test, we are open"), (9L, "📰 Test, we are open"), (10L, "📰 Test, we are open")],
            sent.SelectMany(at => at.Calls).Select(call => (call.ChatId!.Value, call.Text!)));
        var progress = await _test.FeedAsync(TestUpdate.Text($"/progress {id}", 1), attempt: 1);
        Assert.StartsWith("Done: 2 of 3 sent, 1 gone, 0 failed", Assert.Single(progress.Calls).Text, StringComparison.Ordinal);

        // Who blocked the bot is off the list.
        var next = await _test.FeedAsync(TestUpdate.Text("/news again", 1), attempt: 1);
        Assert.StartsWith("To 2: ", Assert.Single(next.Calls).Text, StringComparison.Ordinal);
    }
}
