using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Staging;
using TgWorker.Sqlite;

namespace TgWorker.Soak;

/// <summary>What can happen to a file, to its disk, and to clocks.</summary>
internal sealed class SqliteFaults(SqliteStage stage, FillableDisk disk, WorkerFaults workers, Random random)
{
    private int _jumping;

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
    [
        ("SIGKILL of all", AllKilledAsync), ("SIGSTOP of all", AllFrozenAsync), ("disk full", DiskFullAsync),
        ("disk full and SIGKILL", DiskFullAndKilledAsync),
        ("locked", LockedAsync), ("long read", LongReadAsync), ("checkpoint", CheckpointAsync), ("clock jump", ClockJumpAsync),
    ];

    private Task AllKilledAsync()
    {
        foreach (var name in stage.Fleet.Names)
        {
            stage.Fleet.Kill(name);
        }

        return Task.CompletedTask;
    }

    private async Task AllFrozenAsync()
    {
        var all = stage.Fleet.Names.Select(name => stage.Fleet[name]).ToList();
        all.ForEach(worker => worker.Pause());
        await workers.MomentAsync(0.5, 3.5);
        all.ForEach(worker => worker.Resume());
    }

    private async Task DiskFullAsync()
    {
        disk.Fill();
        await workers.MomentAsync(1, 4);
        disk.Empty();
    }

    // Whoever starts on a full disk waits as well as whoever was there.
    private async Task DiskFullAndKilledAsync()
    {
        disk.Fill();
        await workers.MomentAsync(0.2, 1);
        await AllKilledAsync();
        await workers.MomentAsync(1, 3);
        disk.Empty();
    }

    // Half of the times for longer than the lease, and sometimes than a call waits.
    private Task LockedAsync() => WithAsync("BEGIN IMMEDIATE", "ROLLBACK", 0.5, 6);

    // What it reads keeps the log from starting again.
    private Task LongReadAsync() => WithAsync("BEGIN; SELECT count(*) FROM job", "COMMIT", 2, 8);

    private Task CheckpointAsync() => WithAsync("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA optimize", 0, 0.1);

    private Task ClockJumpAsync() => new JumpingWorker(stage.Options, stage.Oracle, OpenAsync, $"jumping{++_jumping}")
        .RunAsync(random.Next(2) == 0 ? 1 : -1, TimeSpan.FromSeconds(1 + random.NextDouble()));

    private async Task<IUpdateQueue> OpenAsync(TimeProvider clock) => await SqliteUpdateQueue.OpenAsync(
        stage.Path, new SqliteQueueOptions { Lease = stage.Options.Lease }, new EnvelopeReader(new EnvelopeOptions()), clock,
        NullLoggerFactory.Instance, default);

    private async Task WithAsync(string begin, string end, double shortest, double longest)
    {
        await using var connection = new SqliteConnection($"Data Source={stage.Path};Pooling=False;Default Timeout=60");
        await connection.OpenAsync();
        await ExecuteAsync(connection, begin);
        await workers.MomentAsync(shortest, longest);
        await ExecuteAsync(connection, end);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Words of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
