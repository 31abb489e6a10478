using System.Globalization;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Where a list goes on: behind so many that failed at a time.</summary>
/// <param name="At">The time, in microseconds since 1970.</param>
/// <param name="Skip">How many of those that failed at that very time were shown.</param>
internal readonly record struct FailedCursor(long At, int Skip)
{
    private const int MostSkipped = 10_000;

    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddMicroseconds(At);

    /// <summary>Reads one; null when it is none.</summary>
    public static FailedCursor? Parse(string? text) => text?.Split('.') is [var at, var skip]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds < 250_000_000_000_000_000
        && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped) && skipped <= MostSkipped
            ? new FailedCursor(microseconds, skipped)
            : null;

    /// <summary>Behind a job of this time, which comes behind this one.</summary>
    public FailedCursor Behind(DateTimeOffset time)
    {
        var at = (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return new FailedCursor(at, at == At ? Skip + 1 : 1);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}.{Skip}");
}
