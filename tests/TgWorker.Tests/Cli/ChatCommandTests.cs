using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Stores;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker chat</c> on a real queue.</summary>
public sealed class ChatCommandTests : IClassFixture<RedisFixture>, IAsyncLifetime, IDisposable
{
    private readonly RedisFixture _redis;
    private readonly string _prefix;
    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private IUpdateQueue? _queue;
    private IQueueSession? _session;

    public ChatCommandTests(RedisFixture redis)
    {
        _redis = redis;
        _prefix = redis.NewPrefix();
    }

    private IQueueSession Session => _session!;

    public async Task InitializeAsync()
    {
        var options = new TgWorkerOptions { Prefix = _prefix, Redis = RedisConnectionOptions.FromUrl(_redis.Url) };
        _queue = (await new ConfiguredQueues().OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default))[0];
        _session = await _queue.JoinAsync(default);
    }

    public async Task DisposeAsync()
    {
        await _session!.DisposeAsync();
        await _queue!.DisposeAsync();
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Show_Chat_SaysWhatItWaitsForAndTellsNoText()
    {
        await PushAsync(1, 2, 3);
        var head = await ClaimAsync();

        Assert.Equal(0, await ChatAsync("show", "main:5"));

        Assert.Contains("main:5 of telegram_updates: 3 updates", _run.Out, StringComparison.Ordinal);
        Assert.Contains($"its first update runs at worker {Session.Incarnation} for ", _run.Out, StringComparison.Ordinal);
        Assert.Contains("message from 5, text of 8 characters", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _run.Out, StringComparison.Ordinal);
        await Session.ParkAsync(head, TimeSpan.FromHours(1), 2, default);
        Assert.Equal(0, await ChatAsync("show", "--bot", "main", "--chat", "5", "--raw", "--most", "2"));
        Assert.Contains("waits for its next try after 2 failed ones, in 59 min", _run.Out, StringComparison.Ordinal);
        Assert.Contains("\"text\": \"secret 2\"", _run.Out, StringComparison.Ordinal);
        Assert.Contains("1 more follow: --from 3", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_TellsTheSameToPrograms()
    {
        await PushAsync(1, 2);
        await ClaimAsync();

        Assert.Equal(0, await ChatAsync("show", "main:5", "--json"));

        var chat = Assert.Single(JsonElement.Parse(_run.Out).EnumerateArray());
        Assert.Equal((2, "running"), (chat.GetProperty("jobs").GetInt32(), chat.GetProperty("blocks")[0].GetProperty("kind").GetString()));
        Assert.Equal([1, 2], chat.GetProperty("updates").EnumerateArray().Select(update => update.GetProperty("update_id").GetInt32()));
        Assert.False(chat.GetProperty("updates")[0].TryGetProperty("payload", out _));
        await ChatAsync("show", "main:5", "--json", "--raw");
        Assert.Contains("secret 1", JsonElement.Parse(_run.Out)[0].GetProperty("updates")[0].GetProperty("payload").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NothingThere_SaysSoAndWhatIsNotSorted()
    {
        await PushAsync(1);

        Assert.Equal(0, await ChatAsync("show", "main:5"));
        Assert.Contains("Nothing waits for main:5.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("telegram_updates: 1 on the list, not yet in their chats", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndContinue_Chat_HoldItAndLetItGo()
    {
        await PushAsync(1, 2);
        var head = await ClaimAsync();

        Assert.Equal(0, await ChatAsync("pause", "main:5"));
        Assert.Equal("main:5 of telegram_updates: paused; the update that runs ends as usual\n", _run.Out);
        await ChatAsync("pause", "main:5");
        Assert.Contains("was paused already", _run.Out, StringComparison.Ordinal);
        Assert.Null((await Session.FinishAsync([head], takeNext: true, default))[0].Next);
        await ChatAsync("show", "main:5");
        Assert.Contains("the chat is paused by an operator, since 20", _run.Out, StringComparison.Ordinal);
        await ChatAsync("paused");
        Assert.Contains("main:5", _run.Out, StringComparison.Ordinal);
        await ChatAsync("continue", "main:5", "--json");
        Assert.True(JsonElement.Parse(_run.Out).GetProperty("continued").GetBoolean());
        Assert.Equal(2, (await ClaimAsync()).Job.UpdateId);
        await ChatAsync("continue", "main:5");
        Assert.Contains("was not paused", _run.Out, StringComparison.Ordinal);
        await ChatAsync("paused");
        Assert.Equal("No chat is paused.\n", _run.Out);
    }

    [Fact]
    public async Task Skip_FirstUpdate_IsAFailedJobUnlessItRuns()
    {
        await PushAsync(1, 2);
        var head = await ClaimAsync();
        Assert.Equal(1, await ChatAsync("skip", "main:5"));
        Assert.Contains($"runs at worker {Session.Incarnation}", _run.Error, StringComparison.Ordinal);
        Assert.Contains("tgworker chat pause", _run.Error, StringComparison.Ordinal);
        await Session.ParkAsync(head, TimeSpan.FromHours(1), 2, default);

        Assert.Equal(1, await ChatAsync("skip", "main:5", "--update", "2"));
        Assert.Contains("update 2 is not the first one, 1 is", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await ChatAsync("skip", "main:5", "--update", "1"));

        Assert.StartsWith("main:5 of telegram_updates: update 1 is the failed job ", _run.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await ClaimAsync()).Job.UpdateId);
        Assert.Equal(1, await ChatAsync("skip", "main:6"));
        Assert.Contains("nothing waits there", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_RunningUpdate_TellsItsWorkerWhoAsked()
    {
        await PushAsync(1, 2);
        Assert.Equal(1, await ChatAsync("cancel", "main:5"));
        Assert.Contains("nothing runs there, and nothing waits", _run.Error, StringComparison.Ordinal);
        var head = await ClaimAsync();
        Assert.Equal(1, await ChatAsync("cancel", "main:5", "--update", "2"));
        Assert.Contains("update 2 is not the first one, 1 is", _run.Error, StringComparison.Ordinal);

        Assert.Equal(0, await ChatAsync("cancel", "main:5", "--update", "1"));

        Assert.StartsWith("main:5 of telegram_updates: the handler of update 1 is told to stop", _run.Out, StringComparison.Ordinal);
        Assert.Equal(
            new CancelledRun("main:5", head.Fence, $"{Environment.UserName}@{Environment.MachineName}"),
            Assert.Single((await Session.RenewAsync(default)).Cancelled!));
        Assert.Equal("chat cancel", (await _queue!.Audit!.ReadAsync(10, default))[0].Action);
        Assert.Equal(0, await ChatAsync("cancel", "main:5", "--json"));
        Assert.True(JsonElement.Parse(_run.Out).GetProperty("cancelled").GetBoolean());

        await Session.ParkAsync(head, TimeSpan.FromHours(1), 1, default);
        Assert.Equal(1, await ChatAsync("cancel", "main:5"));
        Assert.Contains("no worker runs update 1; nothing was done", _run.Error, StringComparison.Ordinal);
        Assert.Contains("tgworker chat skip", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_WaitingUpdate_AsksFirst()
    {
        await PushAsync(1, 2, 3);
        await Session.ParkAsync(await ClaimAsync(), TimeSpan.FromHours(1), 0, default);

        Assert.Equal(1, await ChatAsync("drop", "main:5", "--update", "2"));
        Assert.Contains("add --yes to do it without asking", _run.Error, StringComparison.Ordinal);
        _run.Answer = "y";
        Assert.Equal(0, await ChatAsync("drop", "main:5", "--update", "2"));
        Assert.Contains("update 2 at position 2 (message from 5, text of 8 characters) is deleted", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await ChatAsync("drop", "main:5", "--position", "1", "--yes"));

        Assert.Equal(3, (await ClaimAsync()).Job.UpdateId);
        Assert.Equal(1, await ChatAsync("drop", "main:5", "--update", "9", "--yes"));
        Assert.Equal(2, await ChatAsync("drop", "main:5", "--yes"));
    }

    [Theory]
    [InlineData("name the chat")]
    [InlineData("'5' names no chat: a chat's name is the bot's and the chat's id, such as main:5123456789; or give --bot "
        + "NAME --chat 5", "5")]
    [InlineData("give either the chat's name", "main:5", "--chat", "5")]
    [InlineData("--chat needs --bot too", "--chat", "5")]
    [InlineData("--bot needs --chat too", "--bot", "main")]
    [InlineData("--chat: 'five' is not a chat id", "--bot", "main", "--chat", "five")]
    [InlineData("--topic has no effect", "--bot", "main", "--chat", "5", "--topic", "7")]
    [InlineData("names are printable ASCII", "main:ж")]
    public async Task Chat_NotClearWhich_SaysWhatToGive(string expected, params string[] chat)
    {
        Assert.Equal(2, await ChatAsync(["show", .. chat]));
        Assert.Contains(expected, _run.Error, StringComparison.Ordinal);
    }

    private Task<int> ChatAsync(params string[] args) => _run.RunAsync(["chat", .. args, "--redis", _redis.Url, "--prefix", _prefix]);

    private async Task PushAsync(params int[] updates)
    {
        foreach (var update in updates)
        {
            await new UpdateEnqueuer((RedisUpdateQueue)_queue!, TimeProvider.System)
                .PushAsync("main", JsonSerializer.SerializeToUtf8Bytes(new
            {
                update_id = update, message = new { from = new { id = 5 }, chat = new { id = 5 }, text = $"secret {update}" },
            }));
        }
    }

    private async Task<Delivery> ClaimAsync()
    {
        var granted = new List<Delivery>();
        for (var claims = 0; granted.Count == 0 && claims < 10; claims++)
        {
            granted.AddRange((await Session.ClaimAsync(1, default)).Granted);
        }

        return Assert.Single(granted);
    }
}
