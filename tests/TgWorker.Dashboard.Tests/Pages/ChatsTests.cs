using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class ChatsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Lane = "main:1000";

    private static readonly Dictionary<string, Func<Scene, Task>> Causes = new()
    {
        ["is paused by an operator"] = async scene =>
        {
            await scene.SortAsync();
            await scene.Queue.Lanes.PauseAsync(Lane, default);
        },
        ["waits because the whole queue is paused"] = async scene =>
        {
            await scene.SortAsync();
            await scene.Queue.Operations.PauseAsync(default);
        },
        ["waits because its bot is paused"] = async scene =>
        {
            await scene.SortAsync();
            await scene.Queue.Operations.PauseBotAsync("main", default);
        },
        ["is stopped for the failed job"] = scene => scene.Queue.FailAsync(1, hold: true),
        ["Telegram has refused a message to this chat as one too many (429)"] = async scene =>
        {
            await scene.ParkAsync(failures: 0);
            await scene.Queue.SendLimits!.NoteRefusedAsync(
                new SendRefusal(new SendWish("77", "1000", SendClass.Answer), TimeSpan.FromMinutes(1)), default);
        },
        ["waits for the time that its handler asked for"] = async scene => await scene.ParkAsync(failures: 0),
        ["waits for its next try after 2 failed ones"] = async scene => await scene.ParkAsync(failures: 2),
        ["runs at worker"] = async scene => await scene.ClaimAsync(),
        ["waits because no worker is on the queue"] = async scene =>
        {
            await scene.SortAsync();
            await scene.LeaveAsync();
        },
        ["waits for a free slot"] = scene => scene.SortAsync(),
        ["which lost its lease"] = async scene =>
        {
            await scene.ClaimAsync();
            await Eventually.TrueAsync(async () => (await scene.Queue.Lanes.LookAsync(Lane, default))!.Holder!.LeaseLeft < TimeSpan.Zero);
        },
        ["1 update of the queue is not sorted into chats yet"] = scene => scene.Queue.PushAsync(TestEntry.Of(1, 1000), default),
    };

    public static TheoryData<string, string> PlantedCauses
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var cause in Causes.Keys)
            {
                cases.Add(cause, "redis");
                cases.Add(cause, "sqlite");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(PlantedCauses))]
    public async Task WhyAChatIsNotAnswered_IsFoundInThreeClicks(string cause, string store)
    {
        var lease = cause.Contains("lease", StringComparison.Ordinal) ? TimeSpan.FromSeconds(0.3) : TimeSpan.FromSeconds(30);
        await using var scene = await Scene.StartAsync(lease, store == "redis" ? redis : null);
        await Causes[cause](scene);

        // The page that one sees first, then Chats, then the chat: its link where it is listed, else its name in the form.
        var now = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync("/"));
        var chats = now.QuerySelectorAll("nav a").Single(link => link.TextContent == "Chats").GetAttribute("href")!;
        var list = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync(chats));
        var chat = list.QuerySelectorAll("main a").FirstOrDefault(link => link.TextContent == Lane)?.GetAttribute("href")
            ?? $"{list.QuerySelector("form[role=search]")!.GetAttribute("action")}?lane={Uri.EscapeDataString(Lane)}";
        var page = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync(chat));

        Assert.Contains(cause, Regex.Replace(page.QuerySelector("#why")!.TextContent, "\\s+", " "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_ShowsItsLine_WithoutWhatUsersWrote()
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        await scene.Queue.PushAsync(TestEntry.Of(1, 1000, "first secret"), default);
        await scene.Queue.PushAsync(TestEntry.Of(2, 1000, "second secret"), default);
        await scene.ClaimAsync();
        var page = await scene.Stage.ReadAsync("/chat?lane=" + Lane);
        var json = JsonDocument.Parse(await scene.Stage.ReadAsync("/chat.json?lane=" + Lane)).RootElement;

        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.Equal([(1, "message"), (2, "message")],
            json.GetProperty("line").EnumerateArray().Take(2)
                .Select(update => (update.GetProperty("update_id").GetInt32(), update.GetProperty("kind").GetString())));
        Assert.True(json.GetProperty("is_running").GetBoolean());
    }

    [Fact]
    public async Task Chat_IsPausedAndContinued()
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        await scene.SortAsync();
        using var pause = await scene.Stage.PostAsync("/chat/pause", [("queue", scene.Queue.Name), ("lane", Lane)]);
        Assert.NotNull((await scene.Queue.Lanes.LookAsync(Lane, default))!.PausedSince);

        using var go = await scene.Stage.PostAsync("/chat/continue", [("queue", scene.Queue.Name), ("lane", Lane)]);
        Assert.Null((await scene.Queue.Lanes.LookAsync(Lane, default))!.PausedSince);
        Assert.Contains("The chat is paused", await scene.Stage.ReadAsync(pause.Headers.Location!.OriginalString),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bot_IsPausedFromAChatAndContinuedFromTheStart()
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        await scene.SortAsync();
        var chat = await FormsAsync(scene, $"/chat?queue={scene.Queue.Name}&lane={Lane}");
        var button = Assert.Single(chat, form => form.Action == "/bot/pause");
        using var pause = await scene.Stage.PostAsync("/bot/pause", button.Fields);
        Assert.Contains("The bot is paused", await scene.Stage.ReadAsync(pause.Headers.Location!.OriginalString), StringComparison.Ordinal);
        var bot = Assert.Single((await scene.Queue.GetStatusAsync(default)).PausedBots);
        Assert.Equal("main", bot.Bot);

        var go = Assert.Single(await FormsAsync(scene, "/"), form => form.Action == "/bot/continue");
        using var answer = await scene.Stage.PostAsync("/bot/continue", go.Fields);
        Assert.Contains("The bot goes on", await scene.Stage.ReadAsync(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.DoesNotContain((await scene.Queue.GetStatusAsync(default)).PausedBots, its => !its.HasEnded);
    }

    [Theory]
    [InlineData("/chat/skip", 1, "ChatSkipped", 1)]
    [InlineData("/chat/drop", 1, "ChatDropped", 0)]
    public async Task FirstUpdate_IsSkippedOrDropped_AndTheNextOneIsFirst(string action, int left, string remark, int failed)
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        await scene.Queue.PushAsync(TestEntry.Of(7, 1000), default);
        await scene.ParkAsync(failures: 1);
        var page = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync("/chat?lane=" + Lane));
        var form = page.QuerySelectorAll("form").First(form => form.GetAttribute("action") == action);
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();
        using var done = await scene.Stage.PostAsync(action, fields);
        using var again = await scene.Stage.PostAsync(action, fields);
        var status = await scene.Queue.GetStatusAsync(default);

        Assert.EndsWith("did=" + remark, done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=NotThere", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((left, failed), (status.Pending + status.InLanes, status.Failed));
    }

    [Fact]
    public async Task RunningUpdate_IsCancelled_AndItsWorkerIsToldByWhom()
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        var running = await scene.ClaimAsync();
        var page = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync("/chat?lane=" + Lane));
        var form = page.QuerySelectorAll("form").Single(form => form.GetAttribute("action") == "/chat/cancel");
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();

        using var done = await scene.Stage.PostAsync("/chat/cancel", fields);

        Assert.EndsWith("did=ChatCancelled", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var cancelled = Assert.Single((await scene.RenewAsync()).Cancelled!);
        var noted = Assert.Single(await scene.Queue.Audit!.ReadAsync(10, default));
        Assert.Equal((Lane, running.Fence, noted.Who), (cancelled.Lane, cancelled.Fence, cancelled.By));
        Assert.Equal(("chat cancel", Lane), (noted.Action, noted.On));
        await scene.LeaveAsync();
        using var late = await scene.Stage.PostAsync("/chat/cancel", fields);
        Assert.EndsWith("did=ChatIsNotRunning", late.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("/chat/cancel", await scene.Stage.ReadAsync("/chat?lane=" + Lane), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lane=")]
    [InlineData("lane=a%20b")]
    [InlineData("lane=%3Cscript%3E%C3%BC")]
    [InlineData("bot=main&chat=x")]
    public async Task Chat_OfNoName_IsNotFound(string query)
    {
        await using var scene = await Scene.StartAsync(TimeSpan.FromSeconds(30));
        using var answer = await scene.Stage.GetAsync("/chat?" + query);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<List<(string Action, List<(string, string)> Fields)>> FormsAsync(Scene scene, string path)
    {
        var page = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync(path));
        return [.. page.QuerySelectorAll("form[method=post]").Select(form => (
            form.GetAttribute("action")!,
            form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList()))];
    }

    /// <summary>A queue with a worker, and a chat with an update in it.</summary>
    private sealed class Scene(DashboardStage stage, IQueueSession session) : IAsyncDisposable
    {
        public DashboardStage Stage => stage;

        public IUpdateQueue Queue => stage.Queue;

        public static async Task<Scene> StartAsync(TimeSpan lease, RedisFixture? redis = null)
        {
            var (reader, loggers) = (new EnvelopeReader(new EnvelopeOptions()), NullLoggerFactory.Instance);
            IUpdateQueue queue = redis is null
                ? await SqliteUpdateQueue.OpenAsync(
                    ":memory:", new SqliteQueueOptions { Lease = lease }, reader, TimeProvider.System, loggers, default)
                : await RedisUpdateQueue.ConnectAsync(
                    RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Prefix = redis.NewPrefix(), Lease = lease }, reader,
                    TimeProvider.System, loggers, default);
            var stage = await DashboardStage.StartAsync(queue: queue);
            return new Scene(stage, await queue.JoinAsync(default));
        }

        public async Task<Delivery> ClaimAsync()
        {
            await Queue.PushAsync(TestEntry.Of(100, 1000), default);
            return Assert.Single((await session.ClaimAsync(10, default)).Granted);
        }

        public async Task ParkAsync(int failures) => await session.ParkAsync(await ClaimAsync(), TimeSpan.FromHours(1), failures, default);

        // Its only update stands in its lane, and nobody runs it.
        public async Task SortAsync() => await session.ParkAsync(await ClaimAsync(), TimeSpan.Zero, 0, default);

        public async Task<Heartbeat> RenewAsync() => await session.RenewAsync(default);

        public async Task LeaveAsync() => await session.LeaveAsync(default);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await stage.DisposeAsync();
        }
    }
}
