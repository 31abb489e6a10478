using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Diagnosing.Checks;

namespace TgWorker.Redis.Diagnosing.Doctor;

/// <summary>Finds out what is wrong with a queue, its Redis and the way to it.</summary>
public static class RedisDoctor
{
    private static readonly ICheck[] ServerChecks =
    [
        new RightsCheck(), new EvictionCheck(), new PersistenceCheck(), new RefusedWritesCheck(), new ClockCheck(),
    ];

    private static readonly ICheck[] QueueChecks =
    [
        new ClusterNameCheck(), new ElsewhereCheck(), new ConsumersCheck(), new LapsedWorkersCheck(), new StrandedLanesCheck(),
        new SettingsCheck(), new LaneHeadsCheck(),
        HeldLanesCheck.Stopped, HeldLanesCheck.Paused, HeldLanesCheck.PausedBots,
        new LaravelWorkersCheck(), new HorizonCheck(), new DuplicatesCheck(),
    ];

    // The other checks would stumble over what it finds.
    private static readonly ICheck First = new KeyTypesCheck();

    /// <summary>Runs all checks. Changes nothing.</summary>
    /// <param name="connection">Where Redis is.</param>
    /// <param name="queues">The queues to look at.</param>
    /// <param name="reader">Reads entries, to tell updates from other jobs.</param>
    /// <param name="time">The clock that Redis's is compared with.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What was found; nothing when all is well.</returns>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        RedisConnectionOptions connection,
        IReadOnlyList<RedisQueueOptions> queues,
        IJobReader reader,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(queues);
        if (await RedisProbe.WhyNotAsync(connection, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return [new Finding("redis", connection.ToString(), reason.Text, reason.Advice)];
        }

        var findings = new List<Finding>();
        try
        {
            var opened = await RedisConnection.OpenAsync(connection, "doctor", time).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var info = await RedisServerCheck.ReadInfoAsync(opened).ConfigureAwait(false);
                if (RedisServerCheck.TooOld(info, opened.Address) is { } old)
                {
                    return [new Finding("version", opened.Address, old, "upgrade it, or point the worker at another")];
                }

                var examinations = queues.Select(queue => new Examination(opened, connection, queue, info, reader, time)).ToList();
                await RunAsync(ServerChecks, examinations[0], findings, cancellationToken).ConfigureAwait(false);
                foreach (var examination in examinations)
                {
                    if (!await RunAsync([First], examination, findings, cancellationToken).ConfigureAwait(false))
                    {
                        await RunAsync(QueueChecks, examination, findings, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (QueueUnsupportedException exception)
        {
            findings.Add(new Finding("redis", connection.ToString(), exception.Message, "see the documentation on Redis deployments"));
        }
        catch (QueueUnavailableException exception)
        {
            findings.Add(new Finding("redis", connection.ToString(), exception.Message, "wait for it to settle, and run this again"));
        }

        return [.. findings.Distinct()];
    }

    /// <returns>Whether something was found.</returns>
    private static async Task<bool> RunAsync(
        ICheck[] checks, Examination examination, List<Finding> findings, CancellationToken cancellationToken)
    {
        var before = findings.Count;
        foreach (var check in checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await foreach (var finding in check.FindAsync(examination).ConfigureAwait(false))
                {
                    findings.Add(finding);
                }
            }
            catch (QueueUnavailableException exception)
            {
                findings.Add(new Finding(
                    check.Name, examination.Options.Key, $"this could not be checked: {exception.Message}",
                    "give the worker's Redis user the right to read this"));
            }
        }

        return findings.Count > before;
    }
}
