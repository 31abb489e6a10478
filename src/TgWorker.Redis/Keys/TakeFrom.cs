namespace TgWorker.Redis.Keys;

/// <summary>The end of the list that holds the oldest entry.</summary>
public enum TakeFrom
{
    /// <summary>The left end: the producer does RPUSH, as tgook and Laravel do.</summary>
    Head,

    /// <summary>The right end: the producer does LPUSH.</summary>
    Tail,
}
