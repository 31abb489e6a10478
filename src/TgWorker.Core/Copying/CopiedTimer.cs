namespace TgWorker.Core.Copying;

/// <summary>A timer that is pending.</summary>
/// <param name="Id">The lane, a slash, the name.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="Rule">How late it may be, and when again; empty where it says nothing.</param>
/// <param name="Entry">The entry that it becomes.</param>
internal readonly record struct CopiedTimer(string Id, DateTimeOffset DueAt, string Rule, byte[] Entry);
