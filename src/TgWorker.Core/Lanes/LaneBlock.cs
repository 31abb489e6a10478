namespace TgWorker.Core.Lanes;

/// <summary>One thing that holds up the next job of a lane.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The same in words for people, as the end of a sentence: "is stopped for the failed job 4f2a". Never contains what a
/// message says.</param>
public sealed record LaneBlock(LaneBlockKind Kind, string Text);
