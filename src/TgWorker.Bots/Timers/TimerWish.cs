using System.Text.Json;
using TgWorker.Core.Timers;

namespace TgWorker.Bots.Timers;

/// <summary>Makes timers of what bots say.</summary>
internal static class TimerWish
{
    public static NewTimer After(TimerPlace place, string name, TimeSpan after, object? payload, TimeSpan? notLaterThan) =>
        Of(place, name, payload, notLaterThan) with { After = after };

    public static NewTimer At(TimerPlace place, string name, DateTimeOffset at, object? payload, TimeSpan? notLaterThan) =>
        Of(place, name, payload, notLaterThan) with { At = at };

    public static NewTimer Again(TimerPlace place, string name, TimerRepeat repeat, object? payload, TimeSpan? notLaterThan)
    {
        ArgumentNullException.ThrowIfNull(repeat);
        return Of(place, name, payload, notLaterThan) with { Repeat = repeat };
    }

    private static NewTimer Of(TimerPlace place, string name, object? payload, TimeSpan? notLaterThan)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, NewTimer.LongestName, nameof(name));
        if (notLaterThan is { } late)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(late.Ticks, nameof(notLaterThan));
        }

        return new NewTimer(place, name)
        {
            NotLaterThan = notLaterThan,
            Payload = payload is null ? default(ReadOnlyMemory<byte>) : JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType()),
        };
    }
}
