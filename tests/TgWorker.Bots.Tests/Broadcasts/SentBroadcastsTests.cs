using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telegram.Bot.Requests;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Broadcasts;
using TgWorker.Hosting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>Broadcasts that a worker sends, on a real Redis and in a real file.</summary>
public sealed class SentBroadcastsTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-broadcast-");

    public static TheoryData<bool> OnSqlite => [false, true];

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(OnSqlite))]
    public async Task Broadcast_ToAll_IsSentOnceToEachAndCounted(bool onSqlite)
    {
        await using var stage = await BotStage.OpenAsync(redis);
        stage.Telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(call.ChatId switch
        {
            1_003 => (403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"""),
            1_005 => (400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"""),
            _ => null,
        });
        using var host = Host(stage, onSqlite);
        await host.StartAsync();
        var broadcasts = host.Services.GetRequiredService<IBroadcasts>();

        var started = await broadcasts.StartAsync(
            new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "Hi {name}" }, Title = "news" },
            Audience(20));

        await Eventually.EqualAsync(BroadcastState.Done, async () => (await broadcasts.FindAsync(started.Id))!.State);
        var done = (await broadcasts.FindAsync(started.Id))!;
        Assert.Equal(("news", 20L, 18L, 1L, 1L, 0L), (done.Title, done.Total, done.Sent, done.Gone, done.Failed, done.Left));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (1_000L + i, $"Hi u{i}")),
            stage.Telegram.Calls.Select(call => (call.ChatId!.Value, call.Text!)).Order());
        Assert.Equal([(1_003L, BroadcastResult.Gone), (1_005L, BroadcastResult.Failed)],
            await broadcasts.MissesAsync(started.Id).Select(miss => (miss.Chat, miss.Result)).OrderBy(miss => miss.Chat).ToListAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Broadcast_IsCalledOff_NothingMoreIsSent()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        using var host = Host(stage, onSqlite: false);
        await host.StartAsync();
        var broadcasts = host.Services.GetRequiredService<IBroadcasts>();
        var started = await broadcasts.StartAsync(
            new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "x" } }, Audience(2_000));
        await stage.Telegram.WaitForCallsAsync(5);

        Assert.True(await broadcasts.CancelAsync(started.Id));

        await stage.EmptyAsync();
        var calls = stage.Telegram.Calls.Count;
        var ended = (await broadcasts.FindAsync(started.Id))!;
        Assert.Equal((BroadcastState.Cancelled, (long)calls, 0L), (ended.State, ended.Sent, ended.InLanes));
        Assert.InRange(calls, 5, 500);
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_AudienceThatBreaks_IsCalledOffAndSendsNothing()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        using var host = Host(stage, onSqlite: false);
        await host.StartAsync();
        var broadcasts = host.Services.GetRequiredService<IBroadcasts>();
        var plan = new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "x" } };

        await Assert.ThrowsAsync<TimeoutException>(() => broadcasts.StartAsync(plan, Broken()));
        await Assert.ThrowsAsync<ArgumentException>(() => broadcasts.StartAsync(plan, AsyncEnumerable.Empty<long>()));

        Assert.All(await broadcasts.ListAsync(), its => Assert.Equal(BroadcastState.Cancelled, its.State));
        Assert.Empty(stage.Telegram.Calls);
        await host.StopAsync();

        static async IAsyncEnumerable<long> Broken()
        {
            yield return 7;
            await Task.Yield();
            throw new TimeoutException("the database");
        }
    }

    private static async IAsyncEnumerable<BroadcastRecipient> Audience(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return new BroadcastRecipient(1_000 + i) { Values = new Dictionary<string, string> { ["name"] = $"u{i}" } };
        }

        await Task.CompletedTask;
    }

    private IHost Host(BotStage stage, bool onSqlite)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(stage.Settings.Where(setting =>
            !onSqlite || !setting.Key.StartsWith("TgWorker:Redis", StringComparison.Ordinal)));
        if (onSqlite)
        {
            builder.Configuration.AddInMemoryCollection([new("TgWorker:Sqlite:File", Path.Combine(_directory.FullName, "bot.db"))]);
        }

        builder.AddTgWorker().OnFallback((Core.Handling.UpdateContext _) => Core.Handling.UpdateOutcome.Handled);
        return builder.Build();
    }
}
