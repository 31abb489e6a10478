using System.Diagnostics;
using System.Globalization;
using System.Text;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Waiting;
using Xunit;
using Xunit.Abstractions;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>
/// Hostile entries in front of ordinary chats: those wait less than five seconds, and the worker stays small, its heap at 256 MB the most.
/// </summary>
public class HostileEntriesTests(ITestOutputHelper output)
{
    private const int Hostile = 64;
    private const int Largest = 1024 * 1024;
    private const long MostResident = 500_000_000;
    private const string HeapOf256Megabytes = "10000000";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("four megabytes of nothing")]
    [InlineData("nothing, as large as may be")]
    [InlineData("brackets")]
    [InlineData("escapes")]
    [InlineData("unknown time zones")]
    [InlineData("a graph of objects")]
    [InlineData("a text as large as may be")]
    public async Task HostileEntries_InFrontOfOrdinaryChats_DelayThemByLessThanFiveSecondsAndTakeLittleMemory(string kind)
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Lease = TimeSpan.FromSeconds(10),
            Environment = new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = HeapOf256Megabytes },
        });
        var worker = stage.Fleet[Assert.Single(await stage.Fleet.StartAsync())];
        for (var i = 0; i < Hostile; i++)
        {
            await stage.Queue.PushAsync([Entry(kind, i)]);
        }

        var before = await UsedAsync(stage, worker);
        var pushed = Stopwatch.GetTimestamp();
        await stage.PushAsync((1, 1), (2, 2), (3, 3));
        await Eventually.TrueAsync(
            () => stage.History.Read().Runs.Count(run => run.UpdateId is >= 1 and <= 3) == 3, deadline: TimeSpan.FromSeconds(60));
        var (delay, used) = (Stopwatch.GetElapsedTime(pushed), await UsedAsync(stage, worker) - before);
        await stage.EmptyAsync();

        output.WriteLine($"{delay.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of the processors', "
            + $"{PeakResident(worker.Id) / 1_000_000} MB");
        Assert.True(delay < Longest || used < Longest,
            $"The ordinary updates were handled after {delay.TotalSeconds:0.0} s, {used.TotalSeconds:0.0} s of the processors'.");
        Assert.InRange(PeakResident(worker.Id), 1, MostResident);
    }

    // What the worker and Redis had of the processors: on a machine that is busy otherwise that is what tells.
    private static async Task<TimeSpan> UsedAsync(Stage stage, WorkerProcess worker)
    {
        var info = ((string)(await stage.Queue.Database.ExecuteAsync("INFO", "cpu"))!).Split('\n')
            .Where(line => line.StartsWith("used_cpu_sys:", StringComparison.Ordinal)
                || line.StartsWith("used_cpu_user:", StringComparison.Ordinal));
        return worker.ProcessorTime
            + TimeSpan.FromSeconds(info.Sum(line => double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture)));
    }

    private static byte[] Entry(string kind, int number) => kind switch
    {
        "four megabytes of nothing" => new byte[4 * Largest],
        "nothing, as large as may be" => [.. new byte[Largest - 1], (byte)number],
        "brackets" => Encoding.ASCII.GetBytes(number + new string('[', Largest - 10)),
        "escapes" => Envelope(string.Concat(Enumerable.Repeat("\\u0041", Largest / 7))),
        "unknown time zones" => Envelope(string.Concat(Enumerable.Range(0, 8000).Select(n => Date(number, n)))),
        "a graph of objects" => Envelope(string.Concat(Enumerable.Repeat("O:1:\\\"A\\\":1:{s:1:\\\"a\\\";", Largest / 30))),
        _ => Update(number),
    };

    private static byte[] Envelope(string command) => Encoding.ASCII.GetBytes(
        """{"uuid":"a","displayName":"App\\Jobs\\ProcessTelegramUpdate","job":"Illuminate\\Queue\\CallQueuedHandler@call","data":{"commandName":"App\\Jobs\\ProcessTelegramUpdate","command":"O:30:\"App\\Jobs\\ProcessTelegramUpdate\":9000:{"""
        + command + "\"}}");

    private static string Date(int number, int n) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""s:4:\"{{n:D4}}\";O:8:\"DateTime\":3:{s:4:\"date\";s:26:\"2026-01-01 00:00:00.000000\";s:13:\"timezone_type\";i:3;s:8:\"timezone\";s:8:\"X{{number:D2}}/{{n:D4}}\";}""");

    private static byte[] Update(int number)
    {
        var text = new string('x', Largest - 2000);
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"update_id":{{{1000 + number}}},"message":{"message_id":1,"chat":{"id":{{{1000 + number}}},"type":"private"},"date":1795219800,"text":"{{{text}}}"}}""");
        return Envelope(string.Create(
            CultureInfo.InvariantCulture,
            $"s:6:\\\"bot_id\\\";s:4:\\\"main\\\";s:6:\\\"update\\\";s:{update.Length}:\\\"{update.Replace("\"", "\\\"", StringComparison.Ordinal)}\\\";}}"));
    }

    private static long PeakResident(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
