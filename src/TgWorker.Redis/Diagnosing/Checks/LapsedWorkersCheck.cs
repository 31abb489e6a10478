using System.Globalization;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Workers that went away without a word, and whose chats nobody has taken over yet.</summary>
internal sealed class LapsedWorkersCheck : ICheck
{
    // Those that live take a lapsed worker's chats over at their next renewal, at the latest after half a second.
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(2);

    public string Name => "lapsed-workers";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        foreach (var (worker, left) in await RedisWorkers.ReadAsync(examination.Connection, examination.Keys).ConfigureAwait(false))
        {
            if (left < -Takeover)
            {
                var lanes = await examination.CountAsync("SCARD", examination.Keys.Holding(worker)).ConfigureAwait(false);
                yield return new Finding(
                    Name,
                    worker,
                    string.Create(CultureInfo.InvariantCulture,
                        $"it stopped renewing its lease {-left.TotalSeconds:0} s ago, and {lanes} chats still wait for it"),
                    "start a worker, which takes them over at once; look at the log of the one that died (killed for its memory?)");
            }
        }
    }
}
