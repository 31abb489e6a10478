namespace TgWorker.Hosting.Health;

/// <summary>A feature that has something to say about its host's health, beside the worker.</summary>
internal interface IHealthSign
{
    /// <summary>Why it works no more and only a restart can help; null while it does.</summary>
    string? Dead { get; }

    /// <summary>Why it cannot do its work now although it will by itself; null while it can.</summary>
    string? NotReady { get; }
}
