using System.Globalization;
using System.Runtime.InteropServices;
using TgWorker.Redis.Connecting;

namespace TgWorker.Bench;

/// <summary>Where the numbers come from: without it they mean nothing.</summary>
/// <param name="Processor">The processor's name and how many of them this process may use.</param>
/// <param name="System">Operating system and runtime.</param>
/// <param name="Redis">The server's version.</param>
/// <param name="Load">How many processes wanted to run in the last minute; more than a few, and the machine is shared.</param>
/// <param name="IsRelease">Whether the code was compiled for speed.</param>
internal sealed record MachineInfo(string Processor, string System, string Redis, string Load, bool IsRelease)
{
    public static async Task<MachineInfo> ReadAsync(MeasuredRedis redis) => new(
        string.Create(CultureInfo.InvariantCulture, $"{ProcessorName()} × {Environment.ProcessorCount}"),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
        await VersionAsync(redis),
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown",
#if DEBUG
        IsRelease: false);
#else
        IsRelease: true);
#endif

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static async Task<string> VersionAsync(MeasuredRedis redis)
    {
        await using var connection = await RedisConnection.OpenAsync(redis.Address, "bench", TimeProvider.System);
        var info = (string)(await connection.ExecuteAsync("INFO", "server"))!;
        var line = info.Split('\n').First(line => line.StartsWith("redis_version:", StringComparison.Ordinal));
        return "Redis " + line.Split(':')[1].Trim();
    }
}
