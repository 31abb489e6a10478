namespace TgWorker.Laravel.Php;

/// <summary>
/// What one object graph may cost. A graph of HybridGram's has a few hundred values and one time zone, and is read in less than a
/// tenth of a millisecond; one that would hold up the others is not read to its end.
/// </summary>
internal sealed class GraphBudget(TimeProvider time)
{
    /// <summary>The most values of one graph.</summary>
    public const int MostValues = 100_000;

    /// <summary>The most time zones of one graph that have to be looked up, each up to a tenth of a millisecond.</summary>
    public const int MostTimeZones = 32;

    private const int StepsBetweenLooks = 1024;

    private readonly long _started = time.GetTimestamp();
    private int _steps;
    private int _timeZones;

    /// <summary>The longest that one graph is read.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What ran out, as the end of a sentence about the job; null while nothing has.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes one step; false when there are no more.</summary>
    /// <param name="values">How many values the graph has by now.</param>
    public bool Step(int values)
    {
        if (values > MostValues)
        {
            Problem ??= FormattableString.Invariant($"is an object graph of more than {MostValues} values, which is not read.");
        }
        else if (++_steps % StepsBetweenLooks == 0 && time.GetElapsedTime(_started) > Longest)
        {
            Problem ??= FormattableString.Invariant($"is an object graph that takes longer than {Longest.TotalSeconds} s to read.");
        }

        return Problem is null;
    }

    /// <summary>Takes the look-up of a time zone; false when there are no more.</summary>
    public bool LookUpTimeZone()
    {
        if (++_timeZones > MostTimeZones)
        {
            Problem ??= FormattableString.Invariant($"names more than {MostTimeZones} different time zones, which is not read.");
        }

        return Problem is null;
    }
}
