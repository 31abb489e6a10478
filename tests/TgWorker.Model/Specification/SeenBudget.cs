namespace TgWorker.Model.Specification;

/// <summary>How the updates seen are kept: in bitmaps, of which only so many stay.</summary>
/// <param name="Bitmaps">How many bitmaps there can be; update n is in bitmap n modulo this.</param>
/// <param name="Most">How many are kept.</param>
/// <param name="WorthKeeping">How many updates make a bitmap worth keeping for its whole life.</param>
/// <param name="LifeSeconds">How long a bitmap is kept.</param>
internal sealed record SeenBudget(int Bitmaps, int Most, int WorthKeeping, long LifeSeconds)
{
    /// <summary>The bitmap of an update, and its bit therein.</summary>
    public (int Bitmap, int Bit) Find(int update) => (update % Bitmaps, update / Bitmaps);

    /// <summary>The updates of a bitmap.</summary>
    public ulong Of(int bitmap)
    {
        var updates = 0UL;
        for (var update = bitmap; update < 64; update += Bitmaps)
        {
            updates |= 1UL << update;
        }

        return updates;
    }
}
