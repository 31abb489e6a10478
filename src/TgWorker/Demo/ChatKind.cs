namespace TgWorker.Demo;

/// <summary>What the updates of a made-up chat are like.</summary>
internal enum ChatKind
{
    /// <summary>Now and then one, handled in a moment.</summary>
    Normal,

    /// <summary>Many, each handled in a moment.</summary>
    Busy,

    /// <summary>Each takes a while.</summary>
    Slow,

    /// <summary>Some fail at first.</summary>
    Flaky,

    /// <summary>Some can never be handled.</summary>
    Poison,
}
