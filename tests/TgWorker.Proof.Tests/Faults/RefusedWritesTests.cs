using System.Globalization;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>A server that answers and takes no writes.</summary>
public class RefusedWritesTests
{
    // Two workers that beat four times a second, look for work and try to join again: not one command after the other.
    private const int MostCommandsPerSecond = 200;

    private static readonly string[] Calls =
    [
        "cmdstat_evalsha", "cmdstat_eval", "cmdstat_info", "cmdstat_ping", "cmdstat_client|setname", "cmdstat_client|setinfo",
        "cmdstat_blmove",
        "cmdstat_blpop", "cmdstat_brpoplpush", "cmdstat_subscribe", "cmdstat_script|load", "cmdstat_config|get", "cmdstat_echo",
        "cmdstat_hello",
    ];

    private static readonly Behaviour Quick = Behaviour.Ok(TimeSpan.FromMilliseconds(3));

    [Fact]
    public async Task OutOfMemory_TheBacklogIsStillWorkedOff()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick });
        stage.Script.Always(7, new Behaviour.Answer(422));
        await stage.PushInTurnAsync(updates: 1000, chats: 40);
        await stage.Queue.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", "1mb");
        var refused = await Assert.ThrowsAnyAsync<StackExchange.Redis.RedisServerException>(
            () => stage.Queue.PushAsync([Entries.Message(1, 1_000_000)]));
        Assert.Contains("OOM", refused.Message, StringComparison.Ordinal);

        await stage.Fleet.StartAsync(2);
        await stage.EmptyAsync();

        await stage.AllHandledAsync(failed: 7);
    }

    [Fact]
    public async Task DiskFull_IsSaidOnceAndWorkGoesOnWhenItIsOver()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick });
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 600, chats: 40);
        await stage.HandledAsync(50);
        var directory = ((string[])(await stage.Queue.Database.ExecuteAsync("CONFIG", "GET", "dir"))!)[1];
        // Where the snapshot is to be written stands something else.
        var obstacle = Directory.CreateDirectory(Path.Combine(directory, "dump.rdb"));
        await stage.Queue.Database.ExecuteAsync("CONFIG", "SET", "save", "3600 100000");
        await SaveAsync(stage, "err");

        await AssertCalmAsync(stage, "MISCONF");

        obstacle.Delete();
        await SaveAsync(stage, "ok");
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task ReadOnlyReplica_WhileWorking_IsSaidOnceAndWorkGoesOnWhenItIsOver()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick });
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 600, chats: 40);
        await stage.HandledAsync(50);
        // Of a server that is not there: it keeps its data, and takes no writes.
        await stage.Queue.Database.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");

        await AssertCalmAsync(stage, "read-only replica");

        await stage.Queue.Database.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task ReadOnlyReplica_FromTheStart_IsSaidAndWorkBeginsWhenItIsPromoted()
    {
        await using var stage = await Stage.SetAsync();
        await stage.PushInTurnAsync(updates: 100, chats: 10);
        await stage.Queue.Database.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        var worker = stage.Fleet.Start();
        await stage.Fleet[worker].WaitForOutputAsync("read-only replica");

        await stage.Queue.Database.ExecuteAsync("REPLICAOF", "NO", "ONE");

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    private static async Task AssertCalmAsync(Stage stage, string reason)
    {
        foreach (var name in stage.Fleet.Names)
        {
            await stage.Fleet[name].WaitForOutputAsync(reason);
        }

        var (from, commands) = (stage.History.Now, await CommandsAsync(stage));
        foreach (var name in stage.Fleet.Names)
        {
            await stage.Fleet[name].WaitForOutputAsync("lost its lease");
            Assert.Single(stage.Fleet[name].Output, line => line.Contains(reason, StringComparison.Ordinal));
            Assert.False(stage.Fleet[name].HasExited);
        }

        await Eventually.TrueAsync(() => stage.History.Now - from > TimeSpan.FromSeconds(1));
        var perSecond = (await CommandsAsync(stage) - commands) / (stage.History.Now - from).TotalSeconds;
        Assert.InRange(perSecond, 0, MostCommandsPerSecond);
    }

    private static async Task SaveAsync(Stage stage, string expected)
    {
        await Eventually.EqualAsync("0", () => InfoAsync(stage, "persistence", "rdb_bgsave_in_progress"));
        await stage.Queue.Database.ExecuteAsync("BGSAVE");
        await Eventually.EqualAsync(expected, () => InfoAsync(stage, "persistence", "rdb_last_bgsave_status"));
    }

    // What is asked of the server: scripts read all their keys before they write, and those reads are no calls of the workers'.
    private static async Task<long> CommandsAsync(Stage stage)
    {
        var stats = (string)(await stage.Queue.Database.ExecuteAsync("INFO", "commandstats"))!;
        return stats.Split('\n').Select(line => line.Split(':', '=', ','))
            .Where(fields => Calls.Contains(fields[0], StringComparer.Ordinal))
            .Sum(fields => long.Parse(fields[2], CultureInfo.InvariantCulture));
    }

    private static async Task<string> InfoAsync(Stage stage, string section, string name)
    {
        var info = (string)(await stage.Queue.Database.ExecuteAsync("INFO", section))!;
        return info.Split('\n').Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(':')[1].Trim();
    }
}
