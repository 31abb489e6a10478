using System.Globalization;
using System.Text.Json;
using TgWorker.Hosting.Configuration;
using TgWorker.Measuring;
using TgWorker.Measuring.Files;
using TgWorker.Measuring.Latency;

namespace TgWorker.Cli.Commands;

/// <summary>What <c>tgworker bench</c> prints.</summary>
internal static class BenchText
{
    public static string Title(TgWorkerOptions options, EngineTestSize size) => Text(
        $"{size.Updates:N0} updates of {size.Chats:N0} chats on {options.PlaceOf(options.Queue.Names[0])}{(options.Sqlite.File is null ? "" : $" (synchronous: {options.Sqlite.Synchronous.ToString().ToLowerInvariant()})")}, {options.Worker.Concurrency} at a time, a handler that does nothing");

    public static string Of(EngineTestResult result)
    {
        var fastest = result.Fastest;
        return Text(
            $"""
            speed             {fastest.UpdatesPerSecond,12:N0} updates/s
            worker CPU        {fastest.WorkerCpuPer100K,12:0.00} s per 100,000 updates
            Redis CPU         {fastest.RedisCpuPer100K,12:0.00} s per 100,000 updates
            resident memory   {fastest.PeakBytes / 1e6,12:N0} MB at most
            allocated         {fastest.AllocatedPerUpdate,12:N0} bytes per update
            latency, idle     {Waits(result.Idle)}
            latency, 50% load {Waits(result.HalfLoad)}
            """);
    }

    public static string Json(EngineTestResult result) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("updates", result.Fastest.Updates);
        json.WriteNumber("updates_per_second", Math.Round(result.Fastest.UpdatesPerSecond));
        json.WriteNumber("worker_cpu_per_100k", Math.Round(result.Fastest.WorkerCpuPer100K, 3));
        json.WriteNumber("redis_cpu_per_100k", Math.Round(result.Fastest.RedisCpuPer100K, 3));
        json.WriteNumber("peak_resident_bytes", result.Fastest.PeakBytes);
        json.WriteNumber("allocated_per_update", Math.Round(result.Fastest.AllocatedPerUpdate ?? 0));
        Write(json, "latency_idle_ms", result.Idle);
        Write(json, "latency_half_load_ms", result.HalfLoad);
        json.WriteEndObject();
    });

    public static string Of(FileTestResult result) => Text(
        $"""
        speed             {result.UpdatesPerSecond,12:N0} updates/s: push, claim and finish
        pushing           {result.Updates / result.Pushing.TotalSeconds,12:N0} updates/s, {result.EntryBytes:N0} bytes each
        handling          {result.Updates / result.Handling.TotalSeconds,12:N0} updates/s
        SQLite itself     {result.BarePerSecond,12:N0} updates/s: insert and delete, nothing else
        CPU               {result.CpuSeconds / result.Updates * 1e5,12:0.00} s per 100,000 updates
        largest file      {result.LargestBytes / 1e6,12:N0} MB with its log, {result.Growth:0.00} times what waited
        file at the end   {result.BytesAtEnd / 1e6,12:N0} MB with its log
        """);

    public static string Json(FileTestResult result) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("updates", result.Updates);
        json.WriteNumber("updates_per_second", Math.Round(result.UpdatesPerSecond));
        json.WriteNumber("pushes_per_second", Math.Round(result.Updates / result.Pushing.TotalSeconds));
        json.WriteNumber("handled_per_second", Math.Round(result.Updates / result.Handling.TotalSeconds));
        json.WriteNumber("bare_per_second", Math.Round(result.BarePerSecond));
        json.WriteNumber("cpu_per_100k", Math.Round(result.CpuSeconds / result.Updates * 1e5, 3));
        json.WriteNumber("largest_file_bytes", result.LargestBytes);
        json.WriteNumber("file_bytes_at_end", result.BytesAtEnd);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, LatencySummary latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50", Math.Round(latency.P50, 3));
        json.WriteNumber("p99", Math.Round(latency.P99, 3));
        json.WriteNumber("p99_9", Math.Round(latency.P999, 3));
        json.WriteEndObject();
    }

    private static string Waits(LatencySummary latency) =>
        Text($"{latency.P50,12:0.00} ms p50, {latency.P99:0.00} ms p99, {latency.P999:0.00} ms p99.9");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
