namespace TgWorker.Sqlite.Steps;

/// <summary>The answer to a delivery's end.</summary>
/// <param name="Accepted">Whether the worker still held the lane.</param>
/// <param name="Next">The next job of the lane, where it was asked for and there is one.</param>
internal readonly record struct SettleAnswer(bool Accepted, Grant? Next = null);
