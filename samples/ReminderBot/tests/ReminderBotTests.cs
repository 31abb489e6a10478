using TgWorker.Testing;

namespace ReminderBot.Tests;

public sealed class ReminderBotTests : IAsyncLifetime
{
    private readonly BotTest _test = BotTest.Of<ReminderBot>();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Remind_TimePasses_RemindsOnceInOrder()
    {
        await _test.FeedAsync(TestUpdate.Text("/remind 20 tea", 7), TestUpdate.Text("/remind 10 soup", 7),
            TestUpdate.Text("/remind 15 nap", 8), TestUpdate.Text("/forget 1", 8));

        var fired = await _test.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal([(7, "⏰ soup"), (7, "⏰ tea")], fired.SelectMany(at => at.Calls).Select(call => (call.ChatId!.Value, call.Text)));
        Assert.All(fired, at => Assert.Equal("Reminders.FireAsync", at.Route));
        Assert.Empty(_test.Timers);
    }

    [Fact]
    public async Task Daily_GoesOffEveryDayUntilItIsStopped()
    {
        await _test.FeedAsync(TestUpdate.Text("/daily 9 stretch", 7), attempt: 1);

        var fired = await _test.PassAsync(TimeSpan.FromDays(2));
        await _test.FeedAsync(TestUpdate.Text("/stop", 7), attempt: 1);

        // 2025-06-15 17:06 in Berlin, where it is summer: 9:00 is 7:00 UTC.
        Assert.Equal(["☀️ stretch", "☀️ stretch"], fired.SelectMany(at => at.Calls).Select(call => call.Text));
        Assert.Empty(await _test.PassAsync(TimeSpan.FromDays(2)));
    }
}
