using System.Globalization;

namespace TgWorker.Measuring.Queues;

/// <summary>What a Redis server has used so far.</summary>
/// <param name="CpuSeconds">Processor time of the whole server, all its threads.</param>
/// <param name="MemoryBytes">Memory its data takes now.</param>
internal readonly record struct RedisUsage(double CpuSeconds, long MemoryBytes)
{
    /// <summary>Reads the answer to <c>INFO</c>.</summary>
    public static RedisUsage Parse(string info) => new(
        Number(info, "used_cpu_sys") + Number(info, "used_cpu_user"), (long)Number(info, "used_memory"));

    private static double Number(string info, string field)
    {
        foreach (var line in info.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(field, StringComparison.Ordinal) && line.Length > field.Length && line[field.Length] == ':')
            {
                return double.Parse(line[(field.Length + 1)..], CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
