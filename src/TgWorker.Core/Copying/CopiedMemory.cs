namespace TgWorker.Core.Copying;

/// <summary>What is remembered for a lane, or was noted of one of its jobs.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Job">The job; null for what concerns the lane.</param>
/// <param name="Texts">Names and texts.</param>
/// <param name="Until">When it is forgotten.</param>
internal sealed record CopiedMemory(string Lane, string? Job, IReadOnlyList<KeyValuePair<string, string>> Texts, DateTimeOffset Until);
