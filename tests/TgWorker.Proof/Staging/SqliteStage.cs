using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.Proof.Staging;

/// <summary>A queue in a file, the oracle, and real workers between them.</summary>
public sealed class SqliteStage : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly SqliteUpdateQueue _queue;
    private readonly SqliteIntakeQueue _intake;

    private SqliteStage(StageOptions options, DirectoryInfo directory, SqliteUpdateQueue queue)
    {
        _directory = directory;
        _queue = queue;
        _intake = new SqliteIntakeQueue(queue.Name, _ => Task.FromResult(queue.Share()!));
        Options = options;
        History = new History(options.HistoryFile);
        Script = new Script(options.Otherwise);
        Oracle = new Oracle(History, Script, options.Fenced);
        Fleet = new Fleet(Oracle, History, options, ["--sqlite", PathIn(directory)], ["--sqlite", PathIn(directory)], prefix: null);
    }

    /// <summary>How it was set.</summary>
    public StageOptions Options { get; }

    /// <summary>What happened.</summary>
    public History History { get; }

    /// <summary>What the endpoint does.</summary>
    public Script Script { get; }

    /// <summary>The endpoint.</summary>
    public Oracle Oracle { get; }

    /// <summary>The workers.</summary>
    public Fleet Fleet { get; }

    /// <summary>The file.</summary>
    public string Path => PathIn(_directory);

    /// <summary>Sets a stage.</summary>
    /// <param name="options">How.</param>
    /// <param name="place">Where its directory is made; null for where temporary ones are.</param>
    public static async Task<SqliteStage> SetAsync(StageOptions options, DirectoryInfo? place = null)
    {
        var directory = place?.CreateSubdirectory("stage") ?? Directory.CreateTempSubdirectory("tgworker-stage-");
        var queue = await SqliteUpdateQueue.OpenAsync(
            PathIn(directory), new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System,
            NullLoggerFactory.Instance, default);
        return new SqliteStage(options, directory, queue);
    }

    /// <summary>Pushes the updates 1, 2, 3, … to the chats 1, 2, 3, … in turn.</summary>
    public async Task PushInTurnAsync(int updates, int chats)
    {
        var pushes = new List<Task>();
        for (var id = 1L; id <= updates; id++)
        {
            var chat = ((id - 1) % chats) + 1;
            History.Push(Entries.LaneOf(chat), id);
            pushes.Add(_queue.PushAsync(Entries.Message(chat, id), default));
        }

        await Task.WhenAll(pushes);
    }

    /// <summary>Pushes updates, in this order and in one step.</summary>
    public Task PushAsync(IReadOnlyList<(long Chat, long UpdateId)> updates)
    {
        foreach (var (chat, id) in updates)
        {
            History.Push(Entries.LaneOf(chat), id);
        }

        return _intake.PushAsync(
            [.. updates.Select(update =>
                new NewEntry(Entries.Message(update.Chat, update.UpdateId), Guid.Empty, "", DateTimeOffset.UnixEpoch))], default);
    }

    /// <summary>Waits until nothing is left to do.</summary>
    public Task EmptyAsync(TimeSpan? patience = null) =>
        Eventually.EqualAsync(0L, UnfinishedAsync, patience, "the number of unfinished updates");

    /// <summary>How many updates are neither handled nor failed.</summary>
    public async Task<long> UnfinishedAsync()
    {
        var status = await _queue.GetStatusAsync(default);
        return status.Pending + status.InLanes;
    }

    /// <summary>Fails unless every promise was kept and every update was handled but those that are to have failed.</summary>
    public async Task AllHandledAsync(CheckerOptions options, params long[] failed)
    {
        await EmptyAsync();
        var (judgement, remains) = await JudgeAsync(options);
        if (!judgement.IsGood || !remains.Failed.SetEquals(failed))
        {
            var lines = Fleet.Names.Select(name => $"{name}:\n  {string.Join("\n  ", Fleet[name].Output.TakeLast(15))}");
            throw new XunitException($"{judgement}\n{string.Join('\n', lines)}\nfailed: {string.Join(", ", remains.Failed.Order())}");
        }
    }

    /// <summary>Judges what has happened so far, and says what is left.</summary>
    public async Task<(Judgement Judgement, Remains Remains)> JudgeAsync(CheckerOptions options)
    {
        var remains = new Remains(await IdsAsync("job"), await IdsAsync("failed"));
        return (Checker.Check(History.Read(), remains, options), remains);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        await Oracle.DisposeAsync();
        await _intake.DisposeAsync();
        await _queue.DisposeAsync();
        History.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string PathIn(DirectoryInfo directory) => System.IO.Path.Combine(directory.FullName, "bot.db");

    private async Task<HashSet<long>> IdsAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of two tables.
        command.CommandText = $"SELECT payload FROM {table}";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new HashSet<long>();
        while (await reader.ReadAsync())
        {
            ids.Add(Entries.UpdateIdOf(Encoding.UTF8.GetString((byte[])reader[0])));
        }

        return ids;
    }
}
