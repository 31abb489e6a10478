namespace TgWorker.Sqlite.Diagnosing;

/// <summary>Something that is wrong with a queue in a file, or will be.</summary>
/// <param name="Check">The check that found it, such as <c>file_system</c>; stable, for programs.</param>
/// <param name="Thing">What it is about: a file, a worker, a chat.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">How to fix it.</param>
public sealed record SqliteFinding(string Check, string Thing, string Seen, string Advice);
