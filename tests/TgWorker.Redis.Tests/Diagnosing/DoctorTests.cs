using System.Globalization;
using StackExchange.Redis;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

/// <summary>Each test plants one thing that is wrong; the doctor must find it, and nothing else.</summary>
public class DoctorTests
{
    [Fact]
    public async Task Healthy_AWorkerAtWorkAndUpdatesUnderWay_HasNoFindings()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.WorkerAsync("w");
        await patient.Database.ListRightPushAsync(patient.Key, Patient.Update);
        await patient.Database.HashSetAsync(
            patient.Key + ":lanes", [new("", "note"), new("main:1", Patient.Lane(5, 1, 1)), new("main:2", Patient.Lane(0, 1, 1))]);
        await patient.Database.HashSetAsync(patient.Key + ":jobs", [new("main:1 1", UpdateOf(1)), new("main:2 1", UpdateOf(2))]);
        await patient.Database.SetAddAsync(patient.Key + ":holding:w", "main:1");
        await patient.Database.SortedSetAddAsync(patient.Key + ":ready", "main:2", 1);
        await patient.Database.ListRightPushAsync(
            "laravel-database-queues:default", "{\"uuid\":\"u\",\"job\":\"Illuminate\\\\Mail\",\"data\":{}}");

        Assert.Empty(await patient.ExamineAsync());
    }

    [Fact]
    public async Task Redis_NotThere_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Server.StopAsync();

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal("redis", finding.Check);
        Assert.Contains("no connection", finding.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://:wrong-hunter2@", "refused the user or password")]
    [InlineData("redis://someone:wrong-hunter2@", "refused the user or password")]
    [InlineData("redis://", "wants a password, and none is given")]
    public async Task Password_WrongOrMissing_IsFoundAndNotShown(string credentials, string expected)
    {
        await using var patient = await Patient.AdmitAsync(new RedisServerOptions { AppendOnly = true, Password = "right" });

        var finding = await patient.OnlyFindingAsync($"{credentials}127.0.0.1:{patient.Server.Port}");
        Assert.Equal("redis", finding.Check);
        Assert.Contains(expected, finding.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_OnAServerWithout_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();

        Assert.Contains("use redis://", (await patient.OnlyFindingAsync($"rediss://127.0.0.1:{patient.Server.Port}")).Advice,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allkeys-lru", "Redis may delete updates")]
    [InlineData("volatile-lru", "what is known of duplicates")]
    public async Task EvictionPolicy_NotNoEviction_IsFound(string policy, string expected)
    {
        await using var patient =
            await Patient.AdmitAsync(new RedisServerOptions { AppendOnly = true, MaxMemoryPolicy = policy, MaxMemory = "100mb" });

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("eviction", "maxmemory-policy"), (finding.Check, finding.Thing));
        Assert.Contains(expected, finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persistence_None_IsFound()
    {
        await using var patient = await Patient.AdmitAsync(new RedisServerOptions());

        Assert.Equal("persistence", (await patient.OnlyFindingAsync()).Check);
    }

    [Theory]
    [InlineData("Laravel-database-queues:telegram_updates", "--prefix Laravel-database- --queue telegram_updates")]
    [InlineData("laravel-database-queues:telegram-updates", "--prefix laravel-database- --queue telegram-updates")]
    [InlineData("telegram_updates", "reads keys of the form {prefix}queues:{name}")]
    public async Task Updates_OnAnotherList_AreFoundWithTheSettingsThatFindThem(string list, string advice)
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ListRightPushAsync(list, Patient.Update);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("elsewhere", list), (finding.Check, finding.Thing));
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_InAnotherDatabase_AreFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Multiplexer.GetDatabase(3).ListRightPushAsync(patient.Key, Patient.Update);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal("elsewhere", finding.Check);
        Assert.Contains("database 3", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_NobodyConsumes_AreFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ListRightPushAsync(patient.Key, Patient.Update);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal("consumers", finding.Check);
        Assert.Contains("1 updates wait and no tgworker", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_PausedWithUpdates_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.WorkerAsync("w");
        await patient.Database.ListRightPushAsync(patient.Key, Patient.Update);
        await patient.Database.StringSetAsync(patient.Key + ":paused", 1);

        Assert.Contains("tgworker continue", (await patient.OnlyFindingAsync()).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaravelWorker_OnTheQueue_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.SortedSetAddAsync(patient.Key + ":reserved", Patient.Update, (await patient.NowAsync() / 1000) + 90);

        Assert.Equal(("php-workers", patient.Key + ":reserved"),
            await patient.OnlyFindingAsync() is var found ? (found.Check, found.Thing) : default);
    }

    [Theory]
    [InlineData("redis:telegram_updates", true)]
    [InlineData("redis:default,telegram_updates", true)]
    [InlineData("redis:default", false)]
    public async Task HorizonSupervisor_OnTheQueue_IsFound(string queues, bool isFound)
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.SortedSetAddAsync("laravel_horizon:supervisors", "vm-1:supervisor-1", await patient.NowAsync() / 1000);
        await patient.Database.HashSetAsync("laravel_horizon:supervisor:vm-1:supervisor-1", [new("processes", $"{{\"{queues}\":2}}")]);

        Assert.Equal(isFound ? ["vm-1:supervisor-1"] : [], (await patient.ExamineAsync()).Select(finding => finding.Thing));
    }

    [Theory]
    [InlineData(-30, "ahead of")]
    [InlineData(30, "behind")]
    public async Task Clocks_Apart_AreFound(int seconds, string expected)
    {
        await using var patient = await Patient.AdmitAsync();
        patient.Time = new ShiftedClock(TimeSpan.FromSeconds(seconds));

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal("clock", finding.Check);
        Assert.Matches($"is (29|30)\\.\\d s {expected}", finding.Seen);
    }

    [Fact]
    public async Task Worker_LapsedWithChats_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.WorkerAsync("host:1:ab", leaseLeft: -60);
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:1", Patient.Lane(5, 2, 1))]);
        await patient.Database.SetAddAsync(patient.Key + ":holding:host:1:ab", "main:1");

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("lapsed-workers", "host:1:ab"), (finding.Check, finding.Thing));
        Assert.Contains("1 chats", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PausedBot_WithAChatThatIsSetAside_IsNotedAndTheChatIsNotStranded()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("m%C3%BC:1", Patient.Lane(0, 2, 1))]);
        await patient.Database.HashSetAsync(patient.Key + ":paused:bots", "m%C3%BC", "5 1790000000000");
        await patient.Database.SortedSetAddAsync(patient.Key + ":ready", "m%C3%BC:1", 5e13 + 1.79e12);

        var finding = await patient.OnlyFindingAsync();

        Assert.Equal(("paused-bots", true), (finding.Check, finding.IsNote));
        Assert.Contains("1 bots are paused by an operator: mü", finding.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(0, null)]
    [InlineData(0, 5e13)]
    public async Task Lane_OfNoWorkerAndNotReady_IsFoundAndTheAdviceFreesIt(double fence, double? setAside)
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:1", Patient.Lane(fence, 2, 1))]);
        if (setAside is { } score)
        {
            // By a pause of its bot that is there no more.
            await patient.Database.SortedSetAddAsync(patient.Key + ":ready", "main:1", score);
        }

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("stranded-lanes", "main:1"), (finding.Check, finding.Thing));

        foreach (var command in finding.Advice.Split("redis-cli -n 0 ")[1..])
        {
            var words = command.Replace(", then ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Split(' ');
            await patient.Database.ExecuteAsync(words[0], words[1..].Cast<object>().ToArray());
        }

        await using var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(patient.Server.Url), patient.Options, new EnvelopeReader(new()), TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default);
        await using var session = await queue.JoinAsync(default);
        Assert.Equal(1, (await session.RenewAsync(default)).Recovered);
        Assert.Equal(1, await patient.Database.SortedSetLengthAsync(patient.Key + ":ready"));
    }

    [Fact]
    public async Task Lane_StoppedForAnOperator_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:1", Patient.Lane(0, 2, 1))]);
        await patient.Database.HashSetAsync(patient.Key + ":stopped", [new("main:1", "job-7")]);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal("stopped-lanes", finding.Check);
        Assert.Contains("main:1 (failed job job-7)", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lane_PausedByAnOperator_IsANoteAndNotStranded()
    {
        await using var patient = await Patient.AdmitAsync();
        byte[] paused = [.. Patient.Lane(0, 2, 1), .. BitConverter.GetBytes(1.0)];
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:1", paused)]);
        await patient.Database.HashSetAsync(patient.Key + ":paused:lanes", [new("main:1", 1)]);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("paused-chats", true), (finding.Check, finding.IsNote));
        Assert.Contains("main:1", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_RefusedForWantOfMemory_AreFoundSinceTgookSaysNothing()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await Assert.ThrowsAsync<RedisServerException>(() => patient.Database.ListRightPushAsync(patient.Key, Patient.Update));
        await patient.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("refused-writes", "OOM"), (finding.Check, finding.Thing));
        Assert.Contains("tgook answers 200", finding.Seen, StringComparison.Ordinal);

        await patient.Database.ExecuteAsync("CONFIG", "RESETSTAT");
        Assert.Empty(await patient.ExamineAsync());
    }

    [Fact]
    public async Task Memory_NearlyFull_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        var used = long.Parse(Info(await patient.Database.ExecuteAsync("INFO", "memory"), "used_memory"), CultureInfo.InvariantCulture);
        await patient.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", used + (used / 100));

        Assert.Contains(await patient.ExamineAsync(), finding => finding is { Check: "refused-writes", Thing: "maxmemory" });
    }

    [Fact]
    public async Task Key_OfAnotherType_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.StringSetAsync(patient.Key, "oops");

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("key-types", patient.Key), (finding.Check, finding.Thing));
        Assert.Contains("updates are being lost", finding.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "not set")]
    [InlineData("other:", "'other:'")]
    [InlineData("laravel_horizon:", null)]
    public async Task HorizonPrefix_NotTheProxys_IsFound(string? prefix, string? expected)
    {
        await using var patient = await Patient.AdmitAsync();
        patient.Options.Horizon = prefix is null ? null : new HorizonProjectionOptions { Prefix = prefix };
        await patient.Database.SortedSetAddAsync("laravel_horizon:pending_jobs", "u1", -1);
        await patient.Database.HashSetAsync("laravel_horizon:u1", [new("queue", "telegram_updates")]);

        var found = await patient.ExamineAsync();
        Assert.Equal(expected is null ? [] : ["laravel_horizon:pending_jobs"], found.Select(finding => finding.Thing));
        Assert.All(found, finding => Assert.Contains(expected!, finding.Seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deduplication_Off_IsFound()
    {
        await using var patient = await Patient.AdmitAsync();
        patient.Options.Deduplicate = false;

        Assert.Equal("duplicates", (await patient.OnlyFindingAsync()).Check);
    }

    [Fact]
    public async Task Replica_InsteadOfThePrimary_IsFound()
    {
        await using var primary = await Patient.AdmitAsync();
        await using var patient = await Patient.AdmitAsync(new RedisServerOptions { AppendOnly = true, ReplicaOf = primary.Server });

        Assert.Contains(await patient.ExamineAsync(), finding => finding.Advice.Contains("primary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_ForbiddenToTheUser_AreNamed()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ExecuteAsync("ACL", "SETUSER", "default", "-scan");

        Assert.Equal(["elsewhere", "php-workers", "horizon"], (await patient.ExamineAsync()).Select(finding => finding.Check));
        Assert.All(await patient.ExamineAsync(), finding =>
            Assert.Contains("run the 'scan' command", finding.Seen, StringComparison.Ordinal));
    }

    private static string Info(RedisResult info, string name) =>
        ((string)info!).Split('\n').Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(':')[1].Trim();

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private static byte[] UpdateOf(int chat)
    {
        var entry = new System.Buffers.ArrayBufferWriter<byte>();
        var update = System.Text.Encoding.UTF8.GetBytes("{\"update_id\":1,\"message\":{\"chat\":{\"id\":" + chat + "}}}");
        TgookEnvelope.Write(entry, "main", update, Guid.NewGuid(), DateTimeOffset.UtcNow);
        return entry.WrittenSpan.ToArray();
    }
}
