using System.Globalization;

namespace TgWorker.TestSupport.Time;

/// <summary>Lets time pass for what a queue keeps of the sends of a bot or to a chat (see SendRules).</summary>
public static class SendTimes
{
    // No chat's id and no rate is as large as a moment, in µs since 1970.
    private const long FirstMoment = 1_000_000_000_000_000;

    /// <summary>The same as if all of it had been so much earlier.</summary>
    public static string Earlier(string state, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(state);
        return string.Join(' ', state.Split(' ').Select(field =>
            long.TryParse(field, CultureInfo.InvariantCulture, out var number) && number >= FirstMoment
                ? (number - (long)time.TotalMicroseconds).ToString(CultureInfo.InvariantCulture) : field));
    }
}
