using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Fuzz;
using TgWorker.Laravel.Envelopes;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>Entries made to cost much more than they weigh. Each is around a megabyte.</summary>
public class HostileEntryTests
{
    private const string Time = "s:4:\"date\";s:4:\"2025\";s:13:\"timezone_type\";i:3;s:8:\"timezone\";s:3:\"UTC\";";

    private static readonly Dictionary<string, string> Entries = new()
    {
        ["a hundred thousand nulls"] = Command(Array(100_000, "N;")),
        ["references to a large object"] = Command(
            $"a:3:{{s:9:\"update_id\";i:1;i:1;O:1:\"D\":30003:{{{Repeat(30_000, "s:1:\"a\";N;")}{Time}}}i:2;{Array(30_000, "r:4;")}}}"),
        ["references to references"] = Command(Doubling(100)),
        ["an update that holds itself"] = Command("""O:1:"U":2:{s:8:"updateId";i:1;s:1:"a";r:2;}"""),
        ["ten thousand updates that are none"] = Command(Array(10_000, """a:2:{s:9:"update_id";i:1;i:0;r:2;}""")),
        ["ten thousand texts that look like updates"] = Command(Array(10_000, """s:21:"{"update_id":"12345"}";""")),
        ["names written as escapes"] = "{" + Repeat(100_000, "\"\\u0061\":0,") + "\"b\":0}",
        ["an escape after the other"] = Data("{\"command\":\"" + Repeat(200_000, "\\u0041") + "\"}"),
        ["objects within data"] = Data("[" + Repeat(50_000, "{\"update_id\":\"\"},") + "0]"),
        ["deep nesting within data"] = Data("{\"update\":" + Repeat(250, "[") + Repeat(250, "]") + "}"),
        ["a list of delays"] = "{\"backoff\":\"" + Repeat(500_000, "1,") + "\"}",
        ["a long name for the bot"] = Data("{\"bot\":\"" + Repeat(500_000, "b") + "\",\"update\":{\"update_id\":1}}"),
        ["an encrypted nothing"] = Data("{\"command\":\"eyJ" + Repeat(500_001, "A") + "\"}"),
    };

    public static TheoryData<string> Names => [.. Entries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_HostileEntry_CostsNoMoreThanAMultipleOfItsLength(string name)
    {
        var entry = Encoding.UTF8.GetBytes(Entries[name]);
        var reader = new EnvelopeReader(AnyClass.Options);
        reader.Read(entry);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();

        var job = reader.Read(entry);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (EnvelopeFuzzer.BytesPerByte * (long)entry.Length) + 65_536);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(name == "a long name for the bot", job.Problem is null);
    }

    private static string Command(string update) => Data(new JsonObject
    {
        ["command"] = $"O:1:\"J\":1:{{s:6:\"update\";{update}}}",
    }.ToJsonString());

    private static string Data(string data) => "{\"data\":" + data + "}";

    private static string Array(int count, string value) => $"a:{count}:{{{Repeat(count, "i:0;" + value)}}}";

    // Every level says the one below it twice; values are numbered from the outside to the inside.
    private static string Doubling(int depth, int number = 2) => depth == 0
        ? "a:1:{s:9:\"update_id\";i:1;}"
        : $"a:3:{{s:9:\"update_id\";i:1;i:0;{Doubling(depth - 1, number + 2)}i:1;R:{number + 2};}}";

    private static string Repeat(int count, string text) => string.Concat(Enumerable.Repeat(text, count));
}
