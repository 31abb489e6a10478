using StackExchange.Redis;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Diagnosing;
using TgWorker.Redis.Diagnosing.Doctor;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

/// <summary>A Redis of a test's own, in which nothing is wrong until the test plants something.</summary>
internal sealed class Patient : IAsyncDisposable
{
    private Patient(RedisServer server, ConnectionMultiplexer multiplexer)
    {
        Server = server;
        Multiplexer = multiplexer;
    }

    public RedisServer Server { get; }

    public ConnectionMultiplexer Multiplexer { get; }

    public IDatabase Database => Multiplexer.GetDatabase();

    public RedisQueueOptions Options { get; } = new() { Prefix = "laravel-database-" };

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Key => Options.Key;

    public static byte[] Update => Fixtures.TgookEntry("01_text_private");

    public static async Task<Patient> AdmitAsync(RedisServerOptions? options = null)
    {
        var server = await RedisServer.StartAsync(options ?? new RedisServerOptions { AppendOnly = true });
        return new Patient(server, await ConnectionMultiplexer.ConnectAsync(server.Configuration));
    }

    /// <summary>Lets a worker be there, with a lease of so many seconds.</summary>
    public async Task WorkerAsync(string name, int leaseLeft = 60) =>
        await Database.SortedSetAddAsync(Key + ":workers", name, await NowAsync() + (leaseLeft * 1000L));

    /// <summary>Unix milliseconds by the server's clock.</summary>
    public async Task<long> NowAsync()
    {
        var time = (RedisResult[])(await Database.ExecuteAsync("TIME"))!;
        return ((long)time[0] * 1000) + ((long)time[1] / 1000);
    }

    /// <summary>A lane's state, as the scripts pack it.</summary>
    public static byte[] Lane(double fence, double head, double tail) =>
        [.. BitConverter.GetBytes(fence), .. BitConverter.GetBytes(head), .. BitConverter.GetBytes(tail)];

    public Task<IReadOnlyList<Finding>> ExamineAsync(string? url = null) => RedisDoctor.ExamineAsync(
        RedisConnectionOptions.FromUrl(url ?? Server.Url), [Options], new EnvelopeReader(new EnvelopeOptions()), Time, default);

    /// <summary>The only thing the doctor finds.</summary>
    public async Task<Finding> OnlyFindingAsync(string? url = null) => Assert.Single(await ExamineAsync(url));

    public async ValueTask DisposeAsync()
    {
        await Multiplexer.CloseAsync();
        await Server.DisposeAsync();
    }
}
