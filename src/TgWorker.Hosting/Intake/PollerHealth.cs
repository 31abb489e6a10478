using TgWorker.Hosting.Health;
using TgWorker.Intake.Polling;

namespace TgWorker.Hosting.Intake;

/// <summary>Whether each bot is asked for.</summary>
internal sealed class PollerHealth(PollerStatus status) : IHealthSign
{
    public string? Dead => null;

    public string? NotReady =>
        status.Problems is { Count: > 0 } problems
            ? string.Join("; ", problems.Select(problem => $"bot {problem.Key}: {problem.Value}")) : null;
}
