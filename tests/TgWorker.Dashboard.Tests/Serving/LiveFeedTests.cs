using TgWorker.Dashboard.Tests.Stage;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class LiveFeedTests
{
    [Fact]
    public async Task HoweverManyWatch_OneLooks_AndNobodyWhenNobodyDoes()
    {
        var time = new FakeTime();
        await using var stage = await DashboardStage.StartAsync(time: time);
        var watchers = new List<HttpResponseMessage>();
        for (var i = 0; i < 20; i++)
        {
            watchers.Add(await stage.GetAsync("/", ("Accept", "text/event-stream")));
        }

        await Eventually.TrueAsync(() => stage.Site.Feeds.Count == 1 && time.Timers == 1);
        var before = stage.Site.Looks;
        for (var second = 0; second < 5; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Eventually.TrueAsync(() => time.Timers == 1);
        }

        Assert.Equal(5, stage.Site.Looks - before);

        watchers.ForEach(watcher => watcher.Dispose());
        await Eventually.TrueAsync(() => stage.Site.Feeds.Count == 0 && time.Timers == 0);
        var after = stage.Site.Looks;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(after, stage.Site.Looks);
    }

    [Fact]
    public async Task Watcher_IsSentWhatHasChanged()
    {
        var time = new FakeTime();
        await using var stage = await DashboardStage.StartAsync(time: time);
        using var answer = await stage.GetAsync("/", ("Accept", "text/event-stream"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.DoesNotContain("paused", await EventAsync(reader), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => time.Timers == 1);

        await stage.Queue.Operations.PauseAsync(default);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("is paused", await EventAsync(reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watcher_WhoIsLoggedOut_SeesNoMore()
    {
        var time = new FakeTime();
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole, time: time);
        var cookie = await stage.LogInAsync("viewer");
        using var answer = await stage.GetAsync("/", cookie, ("Accept", "text/event-stream"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await EventAsync(reader);
        await Eventually.TrueAsync(() => time.Timers == 1);

        using var logout = await stage.PostAsync("/logout", [], cookie);
        await stage.Queue.Operations.PauseAsync(default);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await reader.ReadLineAsync());
    }

    private static async Task<string> EventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
