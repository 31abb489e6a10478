using TgWorker.Core.Queues;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>The settings that all workers must agree on.</summary>
internal sealed class SettingSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _all = connection.Prepare(sql["setting.all"]);
    private readonly Statement _write = connection.Prepare(sql["setting.write"]);
    private readonly Statement _counts = connection.Prepare(sql["setting.counts"]);

    /// <summary>
    /// Takes a worker's settings over, unless the queue has others and they still count. What is shared can change only while no chat has
    /// a job and nobody else is there: a job's lane is decided once.
    /// </summary>
    /// <returns>The first that is another here, as the queue has it; null when the worker may join.</returns>
    public (string Name, string Kept)? Agree(Transaction transaction, SharedSettings settings)
    {
        var kept = Read();
        foreach (var (name, value) in settings.Values)
        {
            if (kept.TryGetValue(name, out var other) && other != value && _counts.Bind(1, transaction.Now).Exists())
            {
                return (name, other);
            }
        }

        foreach (var (name, value) in settings.Values)
        {
            if (!kept.TryGetValue(name, out var other) || other != value)
            {
                _write.Bind(1, name).Bind(2, value).Run();
            }
        }

        return null;
    }

    private Dictionary<string, string> Read()
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        while (_all.Read())
        {
            kept[_all.Text(0)] = _all.Text(1);
        }

        return kept;
    }
}
