using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class AuditTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task WhatSomebodyDoes_IsShown_WithWhoDidIt()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var (anna, ben) = (await stage.LogInAsync("operator"), await stage.LogInAsync("admin"));
        using var pause = await stage.PostAsync("/chat/pause", [("queue", stage.Queue.Name), ("lane", "main:5")], anna);
        using var reveal = await stage.PostAsync("/failed/reveal", [("queue", stage.Queue.Name), ("id", "gone")], ben);
        using var refused = await stage.PostAsync("/failed/reveal", [("queue", stage.Queue.Name), ("id", "gone")], anna);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(
            [["admin", "dashboard", "failed show", "gone"], ["operator", "dashboard", "chat pause", "main:5"]],
            Rows(await stage.ReadAsync("/audit", ben)));
        Assert.Equal(
            [["operator", "dashboard", "chat pause", "main:5"]], Rows(await stage.ReadAsync("/audit?who=operator", ben)));
    }

    [Fact]
    public async Task WhatCannotBeTakenDown_IsNotDone()
    {
        var queue = new DeafQueue();
        await using var stage = await DashboardStage.StartAsync(queue: queue);
        using var answer = await stage.PostAsync("/queue/pause", [("queue", queue.Name)]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.False(queue.WasPaused);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Trail_KeepsTheLastOnes_AsTheyWere(string store)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions());
        await using IUpdateQueue queue = store == "sqlite"
            ? await SqliteUpdateQueue.OpenAsync(
                SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), reader, TimeProvider.System, NullLoggerFactory.Instance, default)
            : await RedisUpdateQueue.ConnectAsync(
                RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Name = "q", Prefix = redis.NewPrefix() }, reader,
                TimeProvider.System, NullLoggerFactory.Instance, default);
        var odd = new AuditEntry(DateTimeOffset.UtcNow, "änna <b>\n", AuditEntry.ByDashboard, "chat pause", "a % b\tc");
        for (var at = 0; at < IAuditTrail.Most + 5; at++)
        {
            await queue.Audit!.AddAsync(odd with { Action = $"{at}" }, default);
        }

        await queue.Audit!.AddAsync(odd, default);
        var kept = await queue.Audit.ReadAsync(2 * IAuditTrail.Most, default);

        Assert.Equal(odd, kept[0]);
        Assert.Equal((IAuditTrail.Most, "6"), (kept.Count, kept[^1].Action));
        Assert.Equal(3, (await queue.Audit.ReadAsync(3, default)).Count);
    }

    [Fact]
    public async Task WhatIsDoneOnTheCommandLine_IsTakenDown_WithoutSecrets()
    {
        var file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
        try
        {
            foreach (var command in (string[])["pause", "chat pause main:7", "status", "failed prune --hours 900"])
            {
                var run = await WorkerProcess.RunAsync([.. command.Split(' '), "--sqlite", file]);
                Assert.True(run.ExitCode == 0, run.Errors);
            }

            await using var queue = await SqliteUpdateQueue.OpenAsync(
                file, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
                default);
            var entries = await queue.Audit.ReadAsync(10, default);

            Assert.Equal(
                [("failed prune", "--hours 900"), ("chat pause", "main:7"), ("pause", "")],
                entries.Select(entry => (entry.Action, entry.On)));
            Assert.All(entries, entry => Assert.Equal(
                ($"{Environment.UserName}@{Environment.MachineName}", AuditEntry.ByCommand), (entry.Who, entry.By)));
        }
        finally
        {
            foreach (var part in (string[])["", "-wal", "-shm"])
            {
                File.Delete(file + part);
            }
        }
    }

    private static IEnumerable<string[]> Rows(string page) => new HtmlParser().ParseDocument(page).QuerySelectorAll("tbody tr")
        .Select(row => row.QuerySelectorAll("th, td").Skip(1).Take(4).Select(cell => cell.TextContent).ToArray());
}
