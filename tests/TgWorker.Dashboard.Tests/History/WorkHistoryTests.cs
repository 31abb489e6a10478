using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Handling;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Working;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Dashboard.Tests.History;

/// <summary>The history of queues of both kinds.</summary>
public sealed class WorkHistoryTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly long Minute = HistoryTime.StepOf(DateTimeOffset.UtcNow, HistoryScale.Hour) * 60;

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task WhatWorkersDid_AddsUp_ByMinuteAndByHour(string store)
    {
        await using var queue = await OpenAsync(store);
        await queue.History!.AddAsync(new WorkRecord(Minute, "message h=2 w17=2 x30=2\nmessage%20%2Fstart h=1", []), default);
        await queue.History.AddAsync(new WorkRecord(Minute, "callback_query r=1\nmessage h=3 f=1 x30=1 x31=9007199254", []), default);
        await queue.History.AddAsync(new WorkRecord(Minute + 1, "message h=10", []), default);
        var minutes = await queue.History.ReadAsync(HistoryScale.Minute, HistoryTime.Begin(Minute + 2, HistoryScale.Minute), 3, default);
        var next = HistoryTime.Begin(Minute + 1, HistoryScale.Minute);
        var hour = (await queue.History.ReadAsync(HistoryScale.Hour, next, 1, default))[0];

        Assert.Equal([Minute, Minute + 1, Minute + 2], minutes.Select(step => HistoryTime.StepOf(step.At, HistoryScale.Minute)));
        Assert.Equal(["callback_query", "message", "message /start"], minutes[0].Series.Keys);
        var message = minutes[0].Series["message"];
        Assert.Equal((5, 1, 2, 9007199257), (message.Handled, message.Failed, message.Waits.Count, message.Runs.Count));
        Assert.Equal(10, minutes[1].Series["message"].Handled);
        Assert.Empty(minutes[2].Series);
        var tens = await queue.History.ReadAsync(HistoryScale.TenMinutes, next.AddMinutes(10), 2, default);
        Assert.Equal([15, 0], tens.Select(step => step.Series.GetValueOrDefault("message")?.Handled ?? 0));
        Assert.Equal(15, hour.Series["message"].Handled);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Tries_OfAChat_AreTheLastOnes_OfTheChatsThatWereBusyLast(string store)
    {
        await using var queue = await OpenAsync(store);
        for (var batch = 0; batch < 12; batch++)
        {
            await queue.History!.AddAsync(
                new WorkRecord(Minute, "", [.. Enumerable.Range(0, 500).Select(at => Outcome($"main:{(batch * 500) + at}", at))]),
                default);
        }

        await queue.History!.AddAsync(
            new WorkRecord(Minute, "", [.. Enumerable.Range(0, 40).Select(at => Outcome("main:7", at))]), default);

        Assert.Equal(
            Enumerable.Range(40 - IWorkHistory.MostOutcomes, IWorkHistory.MostOutcomes).Reverse().Select(fence => (long)fence),
            (await queue.History.ReadAsync("main:7", default)).Select(outcome => outcome.Fence));
        Assert.Empty(await queue.History.ReadAsync("main:8", default));
        Assert.Single(await queue.History.ReadAsync("main:5999", default));
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Worker_LeavesWhatItDid(string store)
    {
        await using var queue = await OpenAsync(store);
        await queue.PushAsync(TestEntry.Of(1, 1000), default);
        await queue.PushAsync(TestEntry.Of(2, 1000, "fail"), default);
        var options = new WorkerOptions { StopWhenEmpty = true, Retry = new RetryOptions { Tries = 2, Backoff = [TimeSpan.Zero] } };
        var worker = new UpdateWorker([queue], new PickyHandler(), options, TimeProvider.System, NullLogger<UpdateWorker>.Instance);
        await worker.RunAsync(default);
        var step = (await queue.History!.ReadAsync(HistoryScale.Hour, DateTimeOffset.UtcNow, 2, default))
            .Single(step => step.Series.Count > 0);
        var outcomes = await queue.History.ReadAsync("main:1000", default);

        var message = step.Series["message"];
        Assert.Equal((1, 1, 1, 3), (message.Handled, message.Retried, message.Failed, message.Runs.Count));
        Assert.Equal(
            [(2, 2, WorkEnd.Failed), (2, 1, WorkEnd.Retried), (1, 1, WorkEnd.Handled)],
            outcomes.Select(outcome => ((int)outcome.UpdateId!, outcome.Attempt, outcome.End)));
    }

    [Fact]
    public async Task RedisKeys_ExpireAllOfThem()
    {
        var prefix = redis.NewPrefix();
        await using var queue = await OpenAsync("redis", prefix);
        await queue.History!.AddAsync(new WorkRecord(Minute, "message h=2", [Outcome("main:1", 1)]), default);
        await using var server = await ConnectionMultiplexer.ConnectAsync(redis.Configuration + ",allowAdmin=true");
        var keys = server.GetServers()[0].Keys(pattern: $"{prefix}queues:telegram_updates:history:*").ToList();

        Assert.Equal(5, keys.Count);
        Assert.All(keys, key => Assert.InRange(
            server.GetDatabase().KeyTimeToLive(key)!.Value, TimeSpan.FromHours(71), TimeSpan.FromHours(73)));
    }

    private static LaneOutcome Outcome(string lane, long fence) =>
        new(lane, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3), WorkEnd.Handled) { Fence = fence, Worker = "web1:4711:ab" };

    private async Task<IUpdateQueue> OpenAsync(string store, string? prefix = null)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions());
        return store == "sqlite"
            ? await SqliteUpdateQueue.OpenAsync(
                SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), reader, TimeProvider.System, NullLoggerFactory.Instance, default)
            : await RedisUpdateQueue.ConnectAsync(
                RedisConnectionOptions.FromUrl(redis.Url),
                new RedisQueueOptions { Name = "telegram_updates", Prefix = prefix ?? redis.NewPrefix() }, reader, TimeProvider.System,
                NullLoggerFactory.Instance, default);
    }

    private sealed class PickyHandler : IUpdateHandler
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
            context.View.Text == "fail" ? throw new InvalidOperationException("no") : new(UpdateOutcome.Handled);
    }
}
