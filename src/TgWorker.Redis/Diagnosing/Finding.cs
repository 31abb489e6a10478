namespace TgWorker.Redis.Diagnosing;

/// <summary>Something that is wrong, or will be.</summary>
/// <param name="Check">The check that found it, such as <c>eviction</c>; stable, for programs.</param>
/// <param name="Thing">What it is about: a setting, a key, a queue, a worker.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Finding(string Check, string Thing, string Seen, string Advice)
{
    /// <summary>Whether nothing is wrong as far as is known: something could not be looked at, or is worth knowing.</summary>
    public bool IsNote { get; init; }
}
