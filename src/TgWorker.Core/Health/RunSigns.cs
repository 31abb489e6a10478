namespace TgWorker.Core.Health;

/// <summary>A queue's running updates at a moment.</summary>
/// <param name="Open">All of them: in a handler, waiting here for their next try, or being written.</param>
/// <param name="Hanging">Those whose handler has outlived its time limit.</param>
/// <param name="Moving">Those that have a slot and do not hang.</param>
internal readonly record struct RunSigns(int Open, int Hanging, int Moving)
{
    /// <summary>Some of those that hang, the longest first; null is none.</summary>
    public IReadOnlyList<HangingRun>? Some { get; init; }
}
