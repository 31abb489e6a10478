using System.Diagnostics;
using System.Globalization;
using TgWorker.Redis.Connecting;

namespace TgWorker.Bench;

/// <summary>
/// What the same server does in the same minute when it only has to store 1.5 KB: <c>redis-benchmark -t set -c 50 -d 1500</c>.
/// Ratios to it can be compared between machines.
/// </summary>
internal sealed class Yardstick(RedisConnectionOptions redis, int requests)
{
    private bool _isMissing;

    /// <summary>Why there is none; null while there is.</summary>
    public string? Missing { get; private set; }

    /// <summary>SETs per second; null when redis-benchmark cannot be run.</summary>
    public async Task<double?> MeasureAsync(CancellationToken cancellationToken)
    {
        if (_isMissing || redis.UnixSocket is not null || redis.Tls || redis.Password is not null)
        {
            Missing ??= "No yardstick: redis-benchmark is only run on plain TCP without a password.";
            return null;
        }

        var start = new ProcessStartInfo("redis-benchmark",
        [
            "-h", redis.Host, "-p", Text(redis.Port), "-t", "set", "-n", Text(requests), "-c", "50", "-d", "1500", "--csv",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return Parse(output) ?? Miss($"No yardstick: redis-benchmark answered '{output.Trim()}'.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Miss("No yardstick: redis-benchmark is not on the PATH.");
        }
    }

    /// <summary>Finds the rate in the output: <c>"SET","83472.46",…</c>, after a header since Redis 6.</summary>
    public static double? Parse(string csv)
    {
        const string start = "\"SET\",\"";
        var line = csv.Split('\n').LastOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is not null && double.TryParse(line[start.Length..].Split('"')[0], CultureInfo.InvariantCulture, out var rate)
            ? rate : null;
    }

    private double? Miss(string why)
    {
        (_isMissing, Missing) = (true, why);
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
