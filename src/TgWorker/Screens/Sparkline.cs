namespace TgWorker.Screens;

/// <summary>Draws a row of numbers as bars of one character each.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>The latest <paramref name="width"/> values, the newest on the right, the largest of them the highest bar.</summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        var shown = values.TakeLast(width).ToList();
        var largest = shown.DefaultIfEmpty().Max();
        return string.Concat(shown.Select(value => largest > 0 ? Bars[(int)(value / largest * (Bars.Length - 1))] : Bars[0]));
    }
}
