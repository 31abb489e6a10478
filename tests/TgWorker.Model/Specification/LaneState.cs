namespace TgWorker.Model.Specification;

/// <summary>
/// A lane: the token of the delivery that runs its head (0: nobody does), and its jobs, the first of which has the number
/// <paramref name="Head"/>.
/// </summary>
internal sealed record LaneState(long Fence, long Head, int[] Jobs)
{
    public long Tail => Head + Jobs.Length - 1;

    /// <summary>The lane without its head, under another token.</summary>
    public LaneState Next(long fence) => new(fence, Head + 1, Jobs[1..]);
}
