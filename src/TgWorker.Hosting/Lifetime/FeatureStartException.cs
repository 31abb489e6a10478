namespace TgWorker.Hosting.Lifetime;

/// <summary>
/// A feature cannot start, for a reason outside the program. The message says why and what to do, on one line and without any secret.
/// </summary>
internal sealed class FeatureStartException(string message, int exitCode = ExitCode.Failed, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
