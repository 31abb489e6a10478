using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Testing.Conformance;

namespace TgWorker.Sqlite.Tests;

/// <summary>A directory of a test's own, gone with all that is in it at the end.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-sqlite-");

    /// <summary>A file that is not there yet.</summary>
    public string Path => System.IO.Path.Combine(_directory.FullName, "bot.db");

    /// <summary>Opens the queue in a file.</summary>
    public static Task<SqliteUpdateQueue> OpenAsync(string path, SqliteQueueOptions? options = null) => SqliteUpdateQueue.OpenAsync(
        path, options ?? new SqliteQueueOptions(), new ConformanceJobReader(), TimeProvider.System, NullLoggerFactory.Instance, default);

    /// <summary>Opens the queue in this file.</summary>
    public Task<SqliteUpdateQueue> OpenAsync(SqliteQueueOptions? options = null) => OpenAsync(Path, options);

    /// <summary>Asks the file something, past the queue.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
