namespace TgWorker.Core.Copying;

/// <summary>The mark of an effect that was begun.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Taker">Who took it.</param>
/// <param name="Until">When it is forgotten.</param>
internal readonly record struct CopiedMark(string Lane, string Mark, string Taker, DateTimeOffset Until);
