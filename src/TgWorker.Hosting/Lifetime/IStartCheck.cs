namespace TgWorker.Hosting.Lifetime;

/// <summary>Looks, before anything starts, whether it can.</summary>
internal interface IStartCheck
{
    /// <summary>All that must be put right, a line each; empty when the host can start.</summary>
    IReadOnlyList<string> Problems { get; }
}
