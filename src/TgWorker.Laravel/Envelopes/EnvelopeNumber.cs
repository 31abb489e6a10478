using TgWorker.Core.Json;

namespace TgWorker.Laravel.Envelopes;

/// <summary>Numbers of an envelope, which may be JSON numbers or strings that hold one.</summary>
internal static class EnvelopeNumber
{
    /// <summary>The most delays of a backoff list that are kept.</summary>
    public const int MostDurations = 1000;

    private const double LongestSeconds = 1_000_000_000;

    public static int? ReadInt32(ReadOnlySpan<byte> value) =>
        JsonNumber.TryReadInt64(value, out var number) ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    public static TimeSpan? ReadDuration(ReadOnlySpan<byte> value) =>
        JsonNumber.TryReadDouble(value, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds))
            : null;

    /// <summary>Reads Laravel's <c>"1,5,10"</c>.</summary>
    public static IReadOnlyList<TimeSpan>? ReadDurations(ReadOnlySpan<byte> value)
    {
        var durations = new List<TimeSpan>();
        foreach (var range in value.Split((byte)','))
        {
            if (durations.Count == MostDurations || ReadDuration(value[range].Trim((byte)' ')) is not { } duration)
            {
                break;
            }

            durations.Add(duration);
        }

        return durations.Count > 0 ? durations : null;
    }
}
