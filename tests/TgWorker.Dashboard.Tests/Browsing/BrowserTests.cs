using PuppeteerSharp;
using TgWorker.Core.Broadcasts;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Browsing;

[Collection(nameof(BrowserCollection))]
public sealed class BrowserTests(Chromium chromium)
{
    [Fact]
    public async Task Somebody_LogsIn_AndOut()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        await using var tab = await chromium.OpenAsync(stage.Url);
        await tab.GoAsync("/workers");
        await tab.Page.TypeAsync("input[name=name]", "viewer");
        await tab.Page.TypeAsync("input[name=password]", "wrong");
        await tab.FollowAsync("form.login button");
        await tab.SeesAsync("[role=alert]", "nobody of this name");

        await tab.Page.TypeAsync("input[name=name]", "viewer");
        await tab.Page.TypeAsync("input[name=password]", DashboardStage.Password);
        await tab.FollowAsync("form.login button");
        await tab.SeesAsync("h1", "Workers");
        await tab.SeesAsync(".who", "viewer");
        Assert.Equal(0, await tab.AskAsync<int>("document.cookie.length"));

        await tab.FollowAsync(".who button");
        await tab.GoAsync("/");
        await tab.SeesAsync("h1", "Log in");
    }

    [Fact]
    public async Task Somebody_WatchesAChatMove()
    {
        await using var stage = await DashboardStage.StartAsync();
        await using var session = await stage.Queue.JoinAsync(default);
        for (var update = 1; update <= 3; update++)
        {
            await stage.Queue.PushAsync(TestEntry.Of(update, 1000), default);
        }

        var running = Assert.Single((await session.ClaimAsync(10, default)).Granted);
        await using var tab = await chromium.OpenAsync(stage.Url);
        await tab.GoAsync("/chat?lane=main:1000");
        await tab.SeesAsync("#why", "runs at");
        await tab.SeesAsync("tr[data-update='1'] .badge", "runs");
        await tab.SeesAsync("#live", "live");

        running = (await session.FinishAsync([running], takeNext: true, default))[0].Next!;
        await tab.SeesAsync("tr[data-update='2'] .badge", "runs");
        Assert.Null(await tab.Page.QuerySelectorAsync("tr[data-update='1']"));

        await session.ParkAsync(running, TimeSpan.FromHours(1), 1, default);
        await tab.SeesAsync("#why", "waits for its next try");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Somebody_RetriesAGroup()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(40, "HTTP 502 of request 123456", firstChat: 1000);
        await stage.Queue.FailAsync(2, "Timed out", firstChat: 5000);
        await using var tab = await chromium.OpenAsync(stage.Url);
        await tab.GoAsync("/failed");
        await tab.FollowAsync(".groups tbody a");
        await tab.SeesAsync(".summary", "40 failed jobs of 42");
        await tab.ClickAsync("form[action='/failed/retry-all']", "summary");
        await tab.FollowAsync("form[action='/failed/retry-all'] button.danger");
        await tab.SeesAsync("#operation .badge", "done");
        await tab.SeesAsync("#operation", "40 done");

        Assert.Equal((2, 40), ((await stage.Queue.GetStatusAsync(default)).Failed, (await stage.Queue.GetStatusAsync(default)).InLanes));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Somebody_PausesAndContinuesAChat()
    {
        await using var stage = await DashboardStage.StartAsync();
        await using var session = await stage.Queue.JoinAsync(default);
        await stage.Queue.PushAsync(TestEntry.Of(1, 1000), default);
        await session.ParkAsync(Assert.Single((await session.ClaimAsync(10, default)).Granted), TimeSpan.Zero, 0, default);
        await using var tab = await chromium.OpenAsync(stage.Url);
        await tab.GoAsync("/chats");
        await tab.FollowAsync("#chats a");
        await tab.ClickAsync("form[action='/chat/pause']", "summary");
        await tab.FollowAsync("form[action='/chat/pause'] button.danger");
        await tab.SeesAsync("#why", "is paused by an operator");
        Assert.NotNull((await stage.Queue.Lanes.LookAsync("main:1000", default))!.PausedSince);

        await tab.FollowAsync("form[action='/chat/continue'] button");
        await tab.SeesAsync("#why", "waits for a free slot");
    }

    [Fact]
    public async Task WithoutScript_AllButLivenessWorks()
    {
        await using var stage = await DashboardStage.StartAsync();
        await using var tab = await chromium.OpenAsync(stage.Url, hasScript: false);
        await tab.GoAsync("/");
        await tab.Page.ClickAsync("details.sure summary");
        await Task.WhenAll(tab.Page.WaitForNavigationAsync(), tab.Page.ClickAsync("form[action='/queue/pause'] button.danger"));

        Assert.Contains("The queue is paused", await tab.Page.GetContentAsync(), StringComparison.Ordinal);
        Assert.True((await stage.Queue.GetStatusAsync(default)).Paused);

        await stage.Queue.FailAsync(3, firstChat: 1000);
        await tab.GoAsync("/chats");
        await tab.Page.TypeAsync("form[role=search] input[name=lane]", "main:1000");
        await Task.WhenAll(tab.Page.WaitForNavigationAsync(), tab.Page.ClickAsync("form[role=search] button"));
        Assert.Contains("Chat main:1000", await tab.Page.GetContentAsync(), StringComparison.Ordinal);

        await tab.GoAsync("/failed");
        await tab.Page.ClickAsync("details:has(form[action='/failed/retry-all']) > summary");
        await Task.WhenAll(tab.Page.WaitForNavigationAsync(), tab.Page.ClickAsync("form[action='/failed/retry-all'] button.danger"));
        Assert.Contains("id=\"operation\"", await tab.Page.GetContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task EveryPage_FitsItsWidth_CanBeRead_AndBreaksNoPolicy(int width, bool isDark)
    {
        await using var scene = await PictureScene.StartAsync();
        await using var tab = await chromium.OpenAsync(scene.Stage.Url, width, isDark: isDark);
        foreach (var path in scene.Paths)
        {
            await tab.GoAsync(path);

            Assert.True(await tab.AskAsync<int>("document.scrollingElement.scrollWidth") <= width, $"{path} is wider than {width}");
            Assert.Equal("", string.Join(", ", await tab.AskAsync<string[]>(PageChecks.Unreadable)));
            Assert.Equal("", string.Join(", ", await tab.AskAsync<string[]>(PageChecks.Unlabelled)));
            Assert.Equal(isDark, await tab.AskAsync<double>(PageChecks.Brightness) < 0.5);
            Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('main').length * document.querySelectorAll('h1').length"));
        }

        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task EveryPage_OfHugeNumbersAndLongNames_FitsItsWidth_AndIsExact(int width, bool isDark)
    {
        var (stage, paths) = await HugeScene.StartAsync();
        await using var _ = stage;
        Assert.Equal(stage.Site.Pages.Count, paths.Count);
        await CheckAsync(stage, paths, "huge", width, isDark);
        foreach (var path in (string[])["/kinds", "/outgoing", "/intake", "/order?lane=" + paths[3].Split('=')[1]])
        {
            Assert.Matches("9,?007,?199,?254,?740,?993", await stage.ReadAsync(path));
        }
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(1280, true)]
    public async Task EveryPage_OfAnEmptyQueue_FitsItsWidth(int width, bool isDark)
    {
        await using var stage = await DashboardStage.StartAsync();
        string[] paths = [.. stage.Site.Pages.Where(page => page.Path is not ("/failed/job" or "/operation"))
            .Select(page => page.Path + (page.Path is "/chat" or "/order" ? "?lane=main:1000" : ""))];
        await CheckAsync(stage, paths, "empty", width, isDark);
    }

    private async Task CheckAsync(DashboardStage stage, IReadOnlyList<string> paths, string name, int width, bool isDark)
    {
        await using var tab = await chromium.OpenAsync(stage.Url, width, isDark: isDark);
        foreach (var path in paths)
        {
            await tab.GoAsync(path);
            if (PicturesTests.Folder is { } folder)
            {
                var options = new ScreenshotOptions { Type = ScreenshotType.Png, FullPage = true };
                var file = $"{name}-{width}-{path.Split('?')[0].Trim('/').Replace('/', '-')}.png";
                await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, file), await tab.Page.ScreenshotDataAsync(options));
            }

            Assert.True(await tab.AskAsync<int>("document.scrollingElement.scrollWidth") <= width, $"{path} is wider than {width}");
            Assert.Equal("", string.Join(", ", await tab.AskAsync<string[]>(PageChecks.Unreadable)));
            Assert.Equal("", string.Join(", ", await tab.AskAsync<string[]>(PageChecks.Unlabelled)));
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Broadcast_IsPaused_ContinuedAndCancelled()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.BroadcastAsync("b1", "Sale", 1_000, BroadcastState.Sending);
        await using var tab = await chromium.OpenAsync(stage.Url, width: 390);
        await tab.GoAsync("/outgoing");
        await tab.ClickAsync("form[action='/broadcast/pause'] button");
        await tab.SeesAsync("#broadcasts .badge", "paused");
        await tab.ClickAsync("form[action='/broadcast/continue'] button");
        await tab.SeesAsync("#broadcasts .badge", "sending");
        await tab.ClickAsync("#broadcasts details.sure summary");
        await tab.ClickAsync("form[action='/broadcast/cancel'] button.danger");
        await tab.SeesAsync("#broadcasts .badge", "cancelled");

        Assert.Equal(BroadcastState.Cancelled, (await stage.Queue.Broadcasts!.FindAsync("b1", default))!.State);
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData("/failed")]
    [InlineData("/outgoing")]
    [InlineData("/intake")]
    public async Task Keyboard_ReachesTheContentAtOnce_AndEveryControlShowsItsFocus(string path)
    {
        await using var scene = await PictureScene.StartAsync();
        await using var tab = await chromium.OpenAsync(scene.Stage.Url);
        await tab.GoAsync(path);
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await tab.AskAsync<string>("document.activeElement.className"));

        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await tab.AskAsync<string>("document.activeElement.id"));

        // Behind the last control comes the browser's own.
        for (var i = 0; i < 12; i++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            if (i > 2 && await tab.AskAsync<bool>("document.activeElement === document.body"))
            {
                return;
            }

            Assert.NotEqual("none", await tab.AskAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }
    }

    [Fact]
    public async Task Command_IsCopied()
    {
        await using var stage = await DashboardStage.StartAsync();
        await using var tab = await chromium.OpenAsync(stage.Url);
        await tab.GoAsync("/");
        await tab.ClickAsync("footer button.copy");
        await tab.SeesAsync("footer button.copy", "Copied");
    }
}
