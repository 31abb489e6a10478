namespace TgWorker.Screens;

/// <summary>A run at one moment.</summary>
internal sealed record RunSnapshot
{
    /// <summary>Where the queue is.</summary>
    public required string Place { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Updates handled a second, over the last second.</summary>
    public double PerSecond { get; init; }

    /// <summary>The rates of the latest seconds, the newest last.</summary>
    public IReadOnlyList<double> History { get; init; } = [];

    /// <summary>Updates that this process has handled.</summary>
    public long Handled { get; init; }

    /// <summary>Attempts after the first that this process has made.</summary>
    public long Retries { get; init; }

    /// <summary>Updates that this process has given up.</summary>
    public long GivenUp { get; init; }

    /// <summary>Chats with unfinished updates.</summary>
    public long Chats { get; init; }

    /// <summary>Unfinished updates.</summary>
    public long Waiting { get; init; }

    /// <summary>Failed jobs that are kept.</summary>
    public long Failed { get; init; }

    /// <summary>Whether an operator paused the queue.</summary>
    public bool Paused { get; init; }
}
