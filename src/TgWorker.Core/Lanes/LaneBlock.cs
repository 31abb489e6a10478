namespace TgWorker.Core.Lanes;

/// <summary>One thing that holds the next job of a lane up.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The same as a sentence's end for people: "is stopped for the failed job 4f2a". Never holds what a message
/// says.</param>
public sealed record LaneBlock(LaneBlockKind Kind, string Text);
