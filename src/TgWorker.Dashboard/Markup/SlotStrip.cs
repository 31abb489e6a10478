namespace TgWorker.Dashboard.Markup;

/// <summary>A worker's slots as cells: the taken ones filled.</summary>
internal static class SlotStrip
{
    private const int MostCells = 64;
    private const int Cell = 6;

    /// <summary>Draws it; more slots than fit share cells.</summary>
    public static Html Of(int running, int slots)
    {
        var cells = Math.Clamp(slots, 1, MostCells);
        var filled = slots <= MostCells
            ? Math.Clamp(running, 0, cells)
            : (int)Math.Ceiling((double)Math.Clamp(running, 0, slots) * cells / slots);
        return Html.Of($"""<svg class="slots" role="img" aria-label="{running} of {slots} slots are taken" viewBox="0 0 {cells * Cell} 8" width="{cells * Cell}" height="8">{Enumerable.Range(0, cells).Select(at => Of(at, at < filled))}</svg>""");
    }

    private static Html Of(int at, bool isTaken) => isTaken
        ? Html.Of($"""<rect class="taken" x="{at * Cell}" y="0" width="4" height="8"/>""")
        : Html.Of($"""<rect class="free" x="{at * Cell}" y="0" width="4" height="8"/>""");
}
