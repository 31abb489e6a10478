using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>Graphs that would hold up everybody else are not read to their end.</summary>
public class GraphBudgetTests
{
    [Fact]
    public void Read_ManyUnknownTimeZones_IsGivenUpInAMoment()
    {
        var zones = Enumerable.Range(0, 8_000).Select(i => Time($"No/Where{i}"));
        var entry = Entry(8_000, string.Concat(zones.Select((zone, i) => $"i:{i};{zone}")));
        var started = Stopwatch.GetTimestamp();

        var job = Read(entry);

        Assert.Equal("The job J names more than 32 different time zones, which is not read.", job.Problem);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Read_OneUnknownTimeZoneManyTimes_IsLookedUpOnce()
    {
        var job = Read(Entry(9_000, string.Concat(Enumerable.Range(0, 9_000).Select(i => $"i:{i};{Time("No/Where")}"))));

        Assert.Null(job.Problem);
        Assert.Contains("1763679600", Encoding.UTF8.GetString(job.Update.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreValuesThanAGraphHas_IsGivenUp()
    {
        var job = Read(Entry(60_000, string.Concat(Enumerable.Range(0, 60_000).Select(i => $"i:{i};N;"))));

        Assert.Equal("The job J is an object graph of more than 100000 values, which is not read.", job.Problem);
    }

    [Fact]
    public void Read_TimeRunsOut_IsGivenUp()
    {
        var time = new RunningClock();

        var job = Read(Entry(10_000, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"i:{i};N;"))), time);

        Assert.Equal("The job J is an object graph that takes longer than 1 s to read.", job.Problem);
    }

    private static string Time(string zone) =>
        $"O:8:\"DateTime\":3:{{s:4:\"date\";s:19:\"2025-11-20 "
            + $"23:00:00\";s:13:\"timezone_type\";i:3;s:8:\"timezone\";s:{zone.Length}:\"{zone}\";}}";

    private static byte[] Entry(int count, string elements) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["data"] = new JsonObject { ["command"] = "O:1:\"J\":1:{s:6:\"update\";a:2:{s:9:\"update_id\";i:1;s:1:\"x\";a:"
            + $"{count}:{{{elements}" + "}}}" },
    }.ToJsonString());

    private static Job Read(byte[] entry, TimeProvider? time = null) =>
        new EnvelopeReader(AnyClass.Options, time ?? TimeProvider.System).Read(entry);

    /// <summary>Each look at it is a second later.</summary>
    private sealed class RunningClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += 2 * TimeSpan.TicksPerSecond;
    }
}
