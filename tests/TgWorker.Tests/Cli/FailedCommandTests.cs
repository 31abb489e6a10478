using System.Text;
using System.Text.Json;

namespace TgWorker.Tests.Cli;

public sealed class FailedCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");

    public FailedCommandTests() => _run.Queues.Add(_queue);

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("failed", "list", "--json")]
    [InlineData("failed", "--json")]
    [InlineData("--failed", "--json")]
    [InlineData("--json", "--failed")]
    public async Task List_Json_HasTheFieldsProgramsRelyOn(params string[] args)
    {
        _queue.Jobs.Add(FailedJobSamples.Job(FailedJobSamples.FirstId, 0, error: "bad \u001b[2J"));

        Assert.Equal(0, await _run.RunAsync(args));

        Assert.Equal(
            $$"""
            [{"id":"{{FailedJobSamples.FirstId}}","queue":"telegram_updates","bot":"main","chat":-1001234567890,"update_id":42,"failed_at":"2025-11-21T12:00:00.25Z","attempts":3,"error":"bad \u001B[2J","lane":"main:-1001234567890","worker":"host-1","payload":"{\u0022uuid\u0022:\u0022\u0416\u0022,\u0022data\u0022:\u0022a\\/b\u0022}"}]

            """,
            _run.Out);
        Assert.Equal("", _run.Error);
        Assert.True(_queue.Disposed);
    }

    [Fact]
    public async Task List_JsonOfBytesThatAreNotUtf8_HasThemAsBase64()
    {
        var job = FailedJobSamples.Job(
            "x", 0, lane: "unreadable:x") with { Payload = new byte[] { 0x22, 0xff, 0x00 }, UpdateId = null, Bot = "" };
        _queue.Jobs.Add(job);

        await _run.RunAsync("failed", "list", "--json");

        using var json = JsonDocument.Parse(_run.Out);
        var read = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(job.Payload.ToArray(), read.GetProperty("payload_base64").GetBytesFromBase64());
        Assert.False(read.TryGetProperty("payload", out _));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("update_id").ValueKind);
        Assert.Equal(JsonValueKind.Null, read.GetProperty("chat").ValueKind);
    }

    [Theory]
    [InlineData("main:-100", "-100")]
    [InlineData("main:-100:7", "-100")]
    [InlineData("main:poll:5", "\"poll:5\"")]
    [InlineData("main:update:9", "\"update:9\"")]
    public async Task List_JsonChat_IsTheNumberInTheLaneWhereThereIsOne(string lane, string expected)
    {
        _queue.Jobs.Add(FailedJobSamples.Job("x", 0, lane: lane));

        await _run.RunAsync("failed", "list", "--json");

        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(expected, json.RootElement[0].GetProperty("chat").GetRawText());
    }

    [Fact]
    public async Task List_JsonOfSeveralQueues_IsOneList()
    {
        var other = new MemoryQueue("other");
        other.Jobs.Add(FailedJobSamples.Job("c", 0));
        _run.Queues.Add(other);
        _queue.Jobs.AddRange([FailedJobSamples.Job("a", 0), FailedJobSamples.Job("b", 1)]);

        await _run.RunAsync("failed", "list", "--json");

        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(["b", "a", "c"], json.RootElement.EnumerateArray().Select(job => job.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task List_Nothing_SaysSoToPeopleAndGivesProgramsAnEmptyList()
    {
        Assert.Equal(0, await _run.RunAsync("failed"));
        Assert.Equal("No failed jobs.\n", _run.Out);
        Assert.Equal(0, await _run.RunAsync("failed", "--json"));
        Assert.Equal("[]\n", _run.Out);
    }

    [Fact]
    public async Task Show_KnownId_PrintsAllOfIt()
    {
        _queue.Jobs.Add(FailedJobSamples.Job(FailedJobSamples.FirstId, 0, error: "line\u001b[31m\nbreak"));

        Assert.Equal(0, await _run.RunAsync("failed", "show", FailedJobSamples.FirstId));

        Assert.Contains("error      line\\x1b[31m\\nbreak\n", _run.Out, StringComparison.Ordinal);
        Assert.Contains("payload    {\n             \"uuid\": \"Ж\",\n             \"data\": \"a/b\"\n           }\n", _run.Out,
            StringComparison.Ordinal);
        Assert.Contains("failed at  2025-11-21T12:00:00.250Z\n", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Update_IsIndentedWithItsSecretsMaskedAndTheStackBeforeIt()
    {
        var payload = """{"update_id":7,"message":{"chat":{"id":5},"text":"key 123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"}}""";
        _queue.Jobs.Add(FailedJobSamples.Job(
            FailedJobSamples.FirstId, 0) with { Detail = "Boom: it broke\n   at Here()", Payload = Encoding.UTF8.GetBytes(payload) });

        Assert.Equal(0, await _run.RunAsync("failed", "show", FailedJobSamples.FirstId));

        Assert.Contains("stack      Boom: it broke\n              at Here()\n", _run.Out, StringComparison.Ordinal);
        Assert.Contains("update     {\n             \"update_id\": 7,\n", _run.Out, StringComparison.Ordinal);
        Assert.Contains("\"text\": \"key ***\"\n", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Raw_WritesThePayloadByteForByte()
    {
        byte[] payload = [0xff, 0x0a, 0x00, 0x1b];
        _queue.Jobs.Add(FailedJobSamples.Job(FailedJobSamples.FirstId, 0) with { Payload = payload });

        Assert.Equal(0, await _run.RunAsync("failed", "show", FailedJobSamples.FirstId, "--raw"));

        Assert.Equal(payload, _run.OutBytes);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("retry")]
    [InlineData("forget")]
    public async Task UnknownId_OfAnyCommand_IsAFailureThatNamesIt(string command)
    {
        Assert.Equal(1, await _run.RunAsync("failed", command, "nope"));
        Assert.Equal("tgworker: there is no failed job 'nope'; see 'tgworker failed list'.\n", _run.Error);
    }

    [Fact]
    public async Task Retry_SeveralIds_RetriesThoseThatAreKnown()
    {
        _queue.Jobs.AddRange([FailedJobSamples.Job("a", 0), FailedJobSamples.Job("b", 1)]);

        Assert.Equal(1, await _run.RunAsync("failed", "retry", "a", "nope", "b"));
        Assert.Equal(["retry a at the head", "retry b at the head"], _queue.Calls);
    }

    [Fact]
    public async Task Retry_IdInAnotherQueue_IsFoundThere()
    {
        var other = new MemoryQueue("other");
        other.Jobs.Add(FailedJobSamples.Job("c", 0));
        _run.Queues.Add(other);

        Assert.Equal(0, await _run.RunAsync("failed", "retry", "c", "--tail"));
        Assert.Equal(["retry c at the tail"], other.Calls);
    }

    [Theory]
    [InlineData("head")]
    [InlineData("tail")]
    public async Task RetryAll_HandsAllIdsOver(string where)
    {
        _queue.Jobs.AddRange([FailedJobSamples.Job("old", 0), FailedJobSamples.Job("new", 1)]);

        Assert.Equal(0, await _run.RunAsync(["failed", "retry", "all", .. where == "tail" ? ["--tail"] : Array.Empty<string>()]));
        Assert.Equal([$"retry new at the {where}", $"retry old at the {where}"], _queue.Calls);
        Assert.Equal("2 jobs put back.\n", _run.Out);
    }

    [Fact]
    public async Task Forget_KnownId_DeletesIt()
    {
        _queue.Jobs.Add(FailedJobSamples.Job("a", 0));

        Assert.Equal(0, await _run.RunAsync("failed", "forget", "a"));
        Assert.Empty(_queue.Jobs);
    }

    [Theory]
    [InlineData(null, false, 1, 1)]
    [InlineData(null, true, 0, 0)]
    [InlineData("y", false, 0, 0)]
    [InlineData("n", false, 1, 1)]
    [InlineData("", false, 1, 1)]
    [InlineData("n", true, 0, 0)]
    public async Task Flush_AsksOnlyAPerson_WhoMaySayNo(string? answer, bool force, int exitCode, int left)
    {
        _queue.Jobs.Add(FailedJobSamples.Job("a", 0));
        _run.Answer = answer;

        Assert.Equal(exitCode, await _run.RunAsync(force ? ["failed", "flush", "--force"] : ["failed", "flush"]));
        Assert.Equal(left, _queue.Jobs.Count);
    }

    [Fact]
    public async Task Export_NewFile_HasOneJobPerLineForItsOwnerAlone()
    {
        _queue.Jobs.AddRange([FailedJobSamples.Job("a", 0), FailedJobSamples.Job("b", 1)]);

        Assert.Equal(0, await _run.RunAsync("failed", "export", "jobs.jsonl"));

        var lines = await File.ReadAllLinesAsync(_run.FilePath("jobs.jsonl"));
        Assert.Equal(["b", "a"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_run.FilePath("jobs.jsonl")));
        }
    }

    [Fact]
    public async Task Export_FileThatExists_IsLeftAlone()
    {
        await File.WriteAllTextAsync(_run.FilePath("jobs.jsonl"), "precious");

        Assert.Equal(1, await _run.RunAsync("failed", "export", "jobs.jsonl"));
        Assert.Equal("precious", await File.ReadAllTextAsync(_run.FilePath("jobs.jsonl")));
    }
}
