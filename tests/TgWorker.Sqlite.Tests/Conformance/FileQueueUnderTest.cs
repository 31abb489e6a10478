using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;

namespace TgWorker.Sqlite.Tests.Conformance;

/// <summary>
/// A queue in a file. Every opening writes by itself, as another process would. Time passes by moving what the file says.
/// </summary>
internal sealed class FileQueueUnderTest : IQueueUnderTest
{
    private readonly ScratchFile _file = new();

    public async Task<IUpdateQueue> OpenAsync(QueueSettings settings) => await SqliteUpdateQueue.OpenAsync(
        _file.Path,
        new SqliteQueueOptions { Lease = settings.Lease, Deduplicate = settings.Deduplicate },
        settings.Reader,
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);

    public Task LapseAsync(IQueueSession session, IReadOnlyList<IQueueSession> others) =>
        ExecuteAsync("UPDATE worker SET until = 1 WHERE name = $value", session.Incarnation);

    public async Task AdvanceAsync(TimeSpan time)
    {
        await ExecuteAsync(
            "UPDATE lane SET ready = ready - $value WHERE ready IS NOT NULL; UPDATE lane SET paused = paused - $value WHERE paused IS NOT "
                + "NULL; UPDATE memory_until SET until = until - $value; UPDATE timer SET due = due - $value", (long)time.TotalMicroseconds);
        await using var connection = await OpenAsync();
        connection.CreateFunction<string, string>("earlier", state => SendTimes.Earlier(state, time));
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE outgoing SET state = earlier(state)";
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql, object value)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$value", value);
        await command.ExecuteNonQueryAsync();
    }
}
