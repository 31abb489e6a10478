using System.Collections.Concurrent;

namespace TgWorker.Laravel.Php;

/// <summary>
/// The time zones seen so far. One that this machine does not know costs .NET a search for a file and an exception each time, so
/// unknown names are remembered too, as long as there are not too many of them.
/// </summary>
internal static class TimeZones
{
    private const int MostUnknown = 512;

    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new(StringComparer.Ordinal);

    /// <summary>Finds a zone; null when this machine has none of that name, or the budget for looking is spent.</summary>
    public static TimeZoneInfo? Find(string name, GraphBudget budget)
    {
        // A zone's name is looked up as a file: only what can be a name gets that far.
        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-'))
        {
            return null;
        }

        if (Known.TryGetValue(name, out var zone) || !budget.LookUpTimeZone())
        {
            return zone;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) || Known.Count < MostUnknown)
        {
            Known.TryAdd(name, zone);
        }

        return zone;
    }
}
