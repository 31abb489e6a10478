namespace TgWorker.Redis.Connecting.Primaries;

/// <summary>Knows where the primary is. One that is not known, or may be another by now, must not be used.</summary>
internal interface IPrimaryWatch : IAsyncDisposable
{
    /// <summary>What is known now. Asks no one.</summary>
    Whereabouts Now { get; }

    /// <summary>How long a worker may take a server for the primary that no longer is.</summary>
    TimeSpan LongestIgnorance { get; }

    /// <summary>Calls back whenever that may have changed.</summary>
    event Action? Changed;

    /// <summary>Says that the primary could not be reached, or refused: it may be another by now.</summary>
    void Doubt();
}
