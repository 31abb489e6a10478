using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Operating;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker audit</c> on a queue in a file.</summary>
public sealed class AuditCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private SqliteUpdateQueue? _queue;

    private string File => _run.FilePath("bot.db");

    public async Task InitializeAsync() => _queue = await SqliteUpdateQueue.OpenAsync(
        File, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
        default);

    public async Task DisposeAsync() => await _queue!.DisposeAsync();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Table_TheNewestFirst_WithWhoDidWhat()
    {
        await AddAsync(Noon, "anna", "chat pause", "main:7");
        await AddAsync(Noon.AddMinutes(1), "ben", "failed forget", "4f2a");

        Assert.Equal(0, await AuditAsync());

        var lines = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["WHEN WHO BY WHAT ON", "2026-01-31 12:01:00Z ben dashboard failed forget 4f2a",
                "2026-01-31 12:00:00Z anna dashboard chat pause main:7"],
            lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Json_TellsTheSameToPrograms()
    {
        await AddAsync(Noon, "anna", "chat pause", "main:7");

        Assert.Equal(0, await AuditAsync("--json"));

        using var json = JsonDocument.Parse(_run.Out);
        var entry = Assert.Single(json.RootElement.GetProperty("entries").EnumerateArray());
        Assert.Equal(
            (Noon, _queue!.Name, "anna", "dashboard", "chat pause", "main:7"),
            (entry.GetProperty("at").GetDateTimeOffset(), Text(entry, "queue"), Text(entry, "who"), Text(entry, "by"),
                Text(entry, "action"), Text(entry, "on")));
    }

    [Fact]
    public async Task Who_LeavesOthersOut_HoweverManyTheyAre()
    {
        await AddAsync(Noon, "anna", "pause", "");
        for (var entry = 0; entry < 250; entry++)
        {
            await AddAsync(Noon.AddMinutes(entry + 1), "ben", "failed retry", "x");
        }

        Assert.Equal(0, await AuditAsync("--json", "--who", "anna"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal("pause", Text(Assert.Single(json.RootElement.GetProperty("entries").EnumerateArray()), "action"));
    }

    [Theory]
    [InlineData("Nobody has done anything yet.")]
    [InlineData("Nothing that 'carl \\x1b' did is kept.", "--who", "carl \u001b")]
    public async Task Empty_SaysSo_AndIsAnEmptyListToPrograms(string said, params string[] arguments)
    {
        Assert.Equal(0, await AuditAsync(arguments));
        Assert.Equal(said, _run.Out.TrimEnd());

        Assert.Equal(0, await AuditAsync([.. arguments, "--json"]));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Empty(json.RootElement.GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task WhatOthersWrote_IsEscaped_AndPushesNothingOffTheScreen()
    {
        _run.TerminalWidth = 80;
        var hostile = "\u001b[2J\u202e\r\n\u0007" + new string('x', 300);
        await AddAsync(Noon, hostile, hostile, hostile);

        Assert.Equal(0, await AuditAsync());

        Assert.DoesNotContain(_run.Out, character => char.IsControl(character) && character != '\n' && character != '\r');
        Assert.DoesNotContain("\u202e", _run.Out, StringComparison.Ordinal);
        Assert.Contains("2026-01-31", _run.Out, StringComparison.Ordinal);

        Assert.Equal(0, await AuditAsync("--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal(hostile, Text(json.RootElement.GetProperty("entries")[0], "who"));
    }

    [Theory]
    [InlineData("--who")]
    [InlineData("--whom", "anna")]
    [InlineData("anna")]
    public async Task Arguments_ThatMakeNoSense_EndWith2(params string[] arguments)
    {
        Assert.Equal(2, await AuditAsync(arguments));
        Assert.NotEmpty(_run.Error);
        Assert.Empty(_run.Out);
    }

    private Task<int> AuditAsync(params string[] arguments) => _run.RunAsync(["audit", "--sqlite", File, .. arguments]);

    private Task AddAsync(DateTimeOffset at, string who, string action, string on) =>
        _queue!.Audit.AddAsync(new AuditEntry(at, who, AuditEntry.ByDashboard, action, on), default);

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
