using System.Globalization;

namespace TgWorker.Intake.Webhooks;

/// <summary>A time in words, as exactly as anybody wants to know.</summary>
internal static class RoughTime
{
    public static string Text(TimeSpan time)
    {
        var (number, unit) = time switch
        {
            { TotalHours: >= 48 } => (time.TotalDays, "days"),
            { TotalMinutes: >= 120 } => (time.TotalHours, "hours"),
            { TotalSeconds: >= 120 } => (time.TotalMinutes, "minutes"),
            _ => (Math.Max(time.TotalSeconds, 0), "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number:0} {unit}");
    }
}
