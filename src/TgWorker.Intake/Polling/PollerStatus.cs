using System.Collections.Concurrent;

namespace TgWorker.Intake.Polling;

/// <summary>What is in the way of which bot, for those who look.</summary>
internal sealed class PollerStatus
{
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);

    /// <summary>The bots with trouble, and the trouble.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Problems => [.. _problems.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>Notes a bot's trouble; null when it has none.</summary>
    public void Set(string bot, string? problem)
    {
        if (problem is null)
        {
            _problems.TryRemove(bot, out _);
        }
        else
        {
            _problems[bot] = problem;
        }
    }
}
