using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Bots;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Dashboards;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Time;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class IntakeTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Token = "77:secret-of-the-bot";

    [Fact]
    public async Task Webhook_IsShownAsTelegramSeesIt_AndAskedForOnceInAWhile()
    {
        await using var telegram = await BotApiServer.StartAsync();
        var info = JsonSerializer.Serialize(new
        {
            ok = true,
            result = new
            {
                url = "https://user:pass@bots.example/telegram?key=1", pending_update_count = 412,
                last_error_message = "Connection refused", last_error_date = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 20,
            },
        });
        telegram.Answer = (_, _) => Task.FromResult<(int, string)?>((200, info));
        var (time, options) = (new FakeTime(DateTimeOffset.UtcNow), new TgWorkerOptions());
        options.Bots.Add("main", new TelegramBotOptions { Token = Token, BaseUrl = new Uri(telegram.Url) });
        using var webhooks = new BotWebhooks(options, time);
        await using var stage = await DashboardStage.StartAsync(time: time, webhooks: webhooks);
        var page = await stage.ReadAsync("/intake");
        await stage.ReadAsync("/intake.json");

        Assert.Contains("Connection refused", page, StringComparison.Ordinal);
        Assert.Contains("412 updates", page, StringComparison.Ordinal);
        Assert.Contains("something is wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-bot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", new HtmlParser().ParseDocument(page).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Single(telegram.Calls);

        time.Advance(TimeSpan.FromSeconds(31));
        await stage.ReadAsync("/intake");
        Assert.Equal(2, telegram.Calls.Count);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Poller_IsShown_WhileItsRightLasts(string store)
    {
        await using var pair = await OpenAsync(store);
        var rights = pair.Intake.Leases;
        Assert.Empty(await pair.Queue.GetPollHoldersAsync(default));

        await rights.HoldAsync("web1:4711:ab", ["77", "78"], TimeSpan.FromMinutes(1), default);
        await rights.ReleaseAsync("web1:4711:ab", ["78"], default);
        var holders = await pair.Queue.GetPollHoldersAsync(default);

        Assert.Equal(
            [("77", "web1:4711:ab", true), ("78", "", false)],
            holders.Select(one => (one.Bot, one.Holder, one.Left > TimeSpan.Zero)));
        Assert.InRange(holders[0].Left, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
    }

    public static TheoryData<string, string?, bool> Cases => new()
    {
        { "web1:1:a 30", "web1:1:a", false },
        { "web1:1:a -5", null, true },
        { " 0", null, false },
        { "web1:1:a -5, web2:2:b 30", "web2:2:b", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Poller_IsWhoeverHasTheRight_OnWhicheverQueue(string holders, string? poller, bool isLost)
    {
        var polls = holders.Split(", ").Select(one => one.Split(' '))
            .Select(one => new PollHolder("77", one[0], TimeSpan.FromSeconds(int.Parse(one[1], null))));
        var model = IntakeModel.Of([new BotWebhook("main", "77") { Url = "" }], polls);

        Assert.Equal(("main", poller, isLost), (model.Bots.Single().Bot, model.Bots.Single().Poller, model.Bots.Single().IsPollerLost));
    }

    [Fact]
    public async Task Page_TellsWhatWasTakenAndRefused_AndWhatToDo_InTheSpanThatIsAskedFor()
    {
        await using var stage = await DashboardStage.StartAsync();
        var now = DateTimeOffset.UtcNow;
        await stage.PassedAsync(now, TrafficSeries.In, ("main", "accepted", 9_007_199_254_740_993), ("main", "refused/secret", 31),
            ("main", "refused/unavailable", 5), ("other", "refused/unknown_bot", 12), ("77", "poll_failed/webhook", 2));
        await stage.PassedAsync(now.AddHours(-7), TrafficSeries.In, ("main", "accepted", 2));
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/intake?span=1h"));
        var day = new HtmlParser().ParseDocument(await stage.ReadAsync("/intake?span=24h"));
        using var json = JsonDocument.Parse(await stage.ReadAsync("/intake.json?span=24h"));

        Assert.Equal(["77", "main", "Requests for other bots"], page.QuerySelectorAll("#bots h2").Select(title => title.TextContent));
        Assert.Equal(
            ["0", "0", "0", "9,007,199,254,740,993", "31", "5", "0", "12", "0"],
            page.QuerySelectorAll("#bots .stat dd").Select(figure => figure.FirstChild!.TextContent));
        Assert.Contains("9,007,199,254,740,995", day.QuerySelector("#bots")!.TextContent, StringComparison.Ordinal);
        Assert.All(
            (string[])["without the right secret token", "'tgworker webhook set'", "Telegram keeps the update",
                "TelegramBots:NAME:SecretToken", "'tgworker webhook delete'"],
            words => Assert.Contains(words, page.QuerySelector("#bots")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(24, json.RootElement.GetProperty("traffic").GetProperty("lines")[0].GetProperty("points").GetArrayLength());
        Assert.Equal("24 hours", day.QuerySelector(".spans [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task Page_OfNoBots_SaysSo()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Contains("No bot is known here", await stage.ReadAsync("/intake"), StringComparison.Ordinal);
    }

    private async Task<Pair> OpenAsync(string store)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions());
        if (store == "redis")
        {
            var options = new RedisQueueOptions { Name = "telegram_updates", Prefix = redis.NewPrefix() };
            var url = RedisConnectionOptions.FromUrl(redis.Url);
            return new Pair(
                await RedisUpdateQueue.ConnectAsync(url, options, reader, TimeProvider.System, NullLoggerFactory.Instance, default),
                new RedisIntakeQueue(url, options, TimeProvider.System, NullLoggerFactory.Instance));
        }

        var queue = await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), reader, TimeProvider.System, NullLoggerFactory.Instance, default);
        return new Pair(queue, new SqliteIntakeQueue(queue.Name, _ => Task.FromResult(queue.Share()!)));
    }

    private sealed record Pair(IUpdateQueue Queue, IIntakeQueue Intake) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Intake.DisposeAsync();
            await Queue.DisposeAsync();
        }
    }
}
