namespace TgWorker.Measuring;

/// <summary>How long <see cref="EngineTest"/> takes.</summary>
internal sealed record EngineTestSize
{
    /// <summary>How many updates are handled as fast as it goes.</summary>
    public required int Updates { get; init; }

    /// <summary>How many are handled untimed before.</summary>
    public required int WarmUp { get; init; }

    /// <summary>How many chats they belong to.</summary>
    public int Chats { get; init; } = 1000;

    /// <summary>How long the half load lasts.</summary>
    public required TimeSpan Paced { get; init; }

    /// <summary>How many updates are pushed one at a time.</summary>
    public required int Single { get; init; }
}
