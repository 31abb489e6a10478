using System.Globalization;
using System.Reflection;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sessions;

/// <summary>Takes workers in.</summary>
internal static class Joining
{
    private static readonly string Version =
        typeof(Joining).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";

    /// <summary>Joins under a name that no other worker ever had.</summary>
    /// <exception cref="QueueUnsupportedException">The workers on the queue sort it otherwise.</exception>
    public static async Task<JoinedWorker> JoinAsync(
        IQueueStore store, string queue, SharedSettings shared, TimeSpan lease, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (joined, differs) = await store.WriteAsync<(JoinedWorker?, (string Name, string Kept)?)>(
            steps =>
            {
                if (steps.Settings.Agree(steps.Transaction, shared) is { } other)
                {
                    return (null, other);
                }

                while (true)
                {
                    var name = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Environment.MachineName}:{Environment.ProcessId}:{Random.Shared.NextInt64(1L << 40):x10}");
                    var card = new WorkerCard(
                        name, QueueClock.Length(lease), Environment.MachineName, Environment.ProcessId, Version, started);
                    if (steps.Leases.Join(steps.Transaction, card) is { } worker)
                    {
                        return (new JoinedWorker(worker, name, lease, steps.Leases.ReadWishes().Restarts), null);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        return joined ?? throw shared.Refuse(queue, differs!.Value.Name, differs.Value.Kept);
    }
}
