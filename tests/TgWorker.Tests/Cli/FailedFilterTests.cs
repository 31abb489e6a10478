using System.Text.Json;
using TgWorker.Core.FailedJobs;

namespace TgWorker.Tests.Cli;

public sealed class FailedFilterTests : IDisposable
{
    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");

    public FailedFilterTests()
    {
        _run.Queues.Add(_queue);
        _queue.Jobs.AddRange(
        [
            FailedJobSamples.Job("timeout-1", 0, "Timed out after 60 s, chat 5123456789"),
            FailedJobSamples.Job("timeout-2", 10, "timed OUT after 60 s, chat 6123456780", "main:77"),
            FailedJobSamples.Job("http", 20, "HTTP 500 from http://localhost/", "main:77:4") with { Bot = "other" },
        ]);
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("timeout-2,timeout-1", "--error", "timed out")]
    [InlineData("timeout-1", "--group", "Timed out after 60 s, chat #")]
    [InlineData("", "--group", "Timed out after 60 s")]
    [InlineData("http", "--bot", "other")]
    [InlineData("http,timeout-2", "--chat", "77")]
    [InlineData("timeout-1", "--chat", "-1001234567890")]
    [InlineData("http,timeout-2", "--since", "2025-11-21T12:10:00Z")]
    [InlineData("timeout-1", "--before", "2025-11-21T12:10:00Z")]
    [InlineData("timeout-2", "--since", "2025-11-21 12:05", "--before", "2025-11-21 12:15", "--error", "60 s")]
    [InlineData("", "--since", "1h")]
    [InlineData("http,timeout-2,timeout-1", "--before", "1h")]
    public async Task Filter_OfAnyKind_ChoosesTheSameJobsForEveryCommand(string expected, params string[] filter)
    {
        string[] ids = expected.Length == 0 ? [] : expected.Split(',');
        await _run.RunAsync(["failed", "list", "--json", .. filter]);
        Assert.Equal(ids, Ids(_run.Out));

        await _run.RunAsync(["failed", "export", "-", .. filter]);
        Assert.Equal(ids, _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => Ids($"[{line}]")));

        Assert.Equal(0, await _run.RunAsync(["failed", "retry", .. filter]));
        Assert.Equal(ids.Select(id => $"retry {id} at the head"), _queue.Calls);
    }

    [Fact]
    public async Task Forget_ByFilter_LeavesTheOthers()
    {
        Assert.Equal(0, await _run.RunAsync("failed", "forget", "--error", "timed out"));

        Assert.Equal("2 jobs deleted.\n", _run.Out);
        Assert.Equal(["http"], _queue.Jobs.Select(job => job.Id));
    }

    [Theory]
    [InlineData("tgworker: name the failed jobs", "failed", "retry")]
    [InlineData("tgworker: name the failed jobs", "failed", "forget", "http", "--bot", "other")]
    [InlineData("tgworker: --since: 'yesterday' is not a time: give how long ago", "failed", "list", "--since", "yesterday")]
    [InlineData("tgworker: --chat: 'x' is not a chat id", "failed", "list", "--chat", "x")]
    [InlineData("tgworker: --hours: '-1' is not a number of hours", "failed", "prune", "--hours", "-1")]
    public async Task Filter_Wrong_IsExitCode2(string expected, params string[] command)
    {
        Assert.Equal(2, await _run.RunAsync(command));
        Assert.StartsWith(expected, _run.Error, StringComparison.Ordinal);
        Assert.Equal(3, _queue.Jobs.Count);
    }

    [Fact]
    public async Task Groups_SameErrorWithOtherIds_IsOneGroup()
    {
        _queue.Jobs[1] = _queue.Jobs[1] with { Error = "Timed out after 60 s, chat 6123456780" };

        Assert.Equal(0, await _run.RunAsync("failed", "groups"));
        Assert.Equal(
            """
            COUNT FIRST                LAST                 QUEUE            ERROR
            2     2025-11-21 12:00:00Z 2025-11-21 12:10:00Z telegram_updates Timed out after 60 s, chat #
            1     2025-11-21 12:20:00Z 2025-11-21 12:20:00Z telegram_updates HTTP 500 from http://localhost/

            """,
            _run.Out);

        await _run.RunAsync("failed", "groups", "--json", "--bot", "main");
        using var json = JsonDocument.Parse(_run.Out);
        var group = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal((2, "timeout-2"), (group.GetProperty("count").GetInt32(), group.GetProperty("example").GetString()));
    }

    [Fact]
    public async Task Prune_Hours_DeletesTheOlder()
    {
        _queue.Jobs.Add(FailedJobSamples.Job("young", 0) with { FailedAt = DateTimeOffset.UtcNow.AddMinutes(-100) });

        Assert.Equal(0, await _run.RunAsync("failed", "prune", "--hours", "2"));
        Assert.Equal(["young"], _queue.Jobs.Select(job => job.Id));

        Assert.Equal(0, await _run.RunAsync("failed", "prune", "--hours", "1.5"));
        Assert.Empty(_queue.Jobs);
    }

    [Fact]
    public async Task Import_WhatWasExported_IsTheSameByteForByte()
    {
        _queue.Jobs.Add(FailedJobSamples.Job("bytes", 30) with { Payload = new byte[] { 0x7b, 0xff, 0x00, 0x0a, 0x7d } });
        await _run.RunAsync("failed", "export", "jobs.jsonl");
        FailedJob[] before = [.. _queue.Jobs];
        _queue.Jobs.RemoveRange(1, 3);

        Assert.Equal(0, await _run.RunAsync("failed", "import", "jobs.jsonl"));

        Assert.Equal("3 jobs added, 1 were there already.\n", _run.Out);
        Assert.Equal(3, _queue.Jobs.Count(job => job.Lane.StartsWith("!entry:", StringComparison.Ordinal)));
        foreach (var job in before)
        {
            var again = _queue.Jobs.Single(other => other.Id == job.Id);
            Assert.Equal(job with { Payload = default, Lane = "" }, again with { Payload = default, Lane = "" });
            Assert.True(again.Lane == job.Lane || again.Lane.StartsWith("!entry:", StringComparison.Ordinal), again.Lane);
            Assert.Equal(job.Payload.ToArray(), again.Payload.ToArray());
        }
    }

    [Theory]
    [InlineData("no json", "jobs.jsonl line 2 is not a failed job as 'tgworker failed export' writes it")]
    [InlineData("{\"id\":\"secret-text\"}", "jobs.jsonl line 2 is not a failed job as 'tgworker failed export' writes it")]
    [InlineData("""{"id":"a","queue":"elsewhere","bot":"","failed_at":"2026-01-01T00:00:00Z","attempts":1,"error":"e","payload":"x"}""",
        "jobs.jsonl line 2 is of queue 'elsewhere': name it with --queue")]
    public async Task Import_AWrongLine_AddsNothingAndNamesTheLine(string line, string expected)
    {
        await _run.RunAsync("failed", "export", "-", "--bot", "other");
        await File.WriteAllTextAsync(_run.FilePath("jobs.jsonl"), _run.Out + line + "\n");
        _queue.Jobs.Clear();

        Assert.Equal(1, await _run.RunAsync("failed", "import", "jobs.jsonl"));

        Assert.Equal($"tgworker: {expected}; nothing was added.\n", _run.Error);
        Assert.Empty(_queue.Jobs);
    }

    private static IEnumerable<string?> Ids(string list)
    {
        using var json = JsonDocument.Parse(list);
        return [.. json.RootElement.EnumerateArray().Select(job => job.GetProperty("id").GetString())];
    }
}
