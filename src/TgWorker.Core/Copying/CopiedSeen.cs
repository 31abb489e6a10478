namespace TgWorker.Core.Copying;

/// <summary>Which of 64 updates of a bot were seen.</summary>
/// <param name="Bot">The bot.</param>
/// <param name="Scope">In jobs of which scope.</param>
/// <param name="First">The first update's id, a multiple of 64.</param>
/// <param name="Bits">The lowest bit is the first update's.</param>
/// <param name="Until">When they are forgotten.</param>
internal readonly record struct CopiedSeen(string Bot, string Scope, long First, ulong Bits, DateTimeOffset Until);
