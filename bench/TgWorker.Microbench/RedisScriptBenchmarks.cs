using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Microbench;

/// <summary>
/// Each script through a real Redis, client included, for a batch of 128 updates of as many chats; times are per update.
/// </summary>
[InvocationCount(1)]
public class RedisScriptBenchmarks
{
    private const int Batch = 128;

    private readonly UpdateSource _updates = new(new EvenChats(Batch), TimeProvider.System);
    private RedisServer _server = null!;
    private ThrowAwayQueue _entries = null!;
    private RedisUpdateQueue _queue = null!;
    private IQueueSession _session = null!;
    private IReadOnlyList<Delivery> _granted = [];

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _server = await RedisServer.StartAsync();
        var address = RedisConnectionOptions.FromUrl(_server.Url);
        _entries = await ThrowAwayQueue.OpenAsync(address, new RedisQueueOptions { Lease = TimeSpan.FromHours(1) }, TimeProvider.System);
        _queue = await RedisUpdateQueue.ConnectAsync(
            address, _entries.Options, new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance, default);
        _session = await _queue.JoinAsync(default);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _session.DisposeAsync();
        await _queue.DisposeAsync();
        await _entries.DisposeAsync();
        await _server.DisposeAsync();
    }

    // Setups cannot be asynchronous.
    [IterationSetup(Target = nameof(Route))]
    public void FillList() => RunToEnd(async () =>
    {
        await EmptyAsync();
        await _entries.PushAsync(_updates.Next(Batch));
    });

    [IterationSetup(Target = nameof(Claim))]
    public void FillReadyLanes() => RunToEnd(async () =>
    {
        await FillAsync();
        await Task.WhenAll(_granted.Select(delivery => _session.ParkAsync(delivery, TimeSpan.Zero, 0, default).AsTask()));
    });

    [IterationSetup(Targets = [nameof(FinishLast), nameof(Park), nameof(NoteFailures), nameof(Fail), nameof(Renew)])]
    public void FillLanes() => RunToEnd(FillAsync);

    [IterationSetup(Target = nameof(FinishAndGoOn))]
    public void FillLanesTwice() => RunToEnd(async () =>
    {
        await EmptyAsync();
        await _entries.PushAsync(_updates.Next(2 * Batch));
        await ClaimAsync();
    });

    /// <summary>claim.lua grants lanes that were ready.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Claim() => ClaimAsync();

    /// <summary>claim.lua finds none, LRANGE, sort.lua moves the list's entries into their lanes and grants them.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Route() => ClaimAsync();

    /// <summary>finish.lua, nothing follows.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task FinishLast() => _session.FinishAsync(_granted, takeNext: true, default).AsTask();

    /// <summary>finish.lua and HMGET, each lane's next job comes back.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task FinishAndGoOn() =>
        _granted = [.. (await _session.FinishAsync(_granted, takeNext: true, default)).Select(settled => settled.Next!)];

    /// <summary>park.lua, one call per update, all under way together.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Park() => Task.WhenAll(_granted.Select(delivery => _session.ParkAsync(delivery, TimeSpan.Zero, 1, default).AsTask()));

    /// <summary>note_failures.lua, one call per update, all under way together.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task NoteFailures() => Task.WhenAll(_granted.Select(delivery => _session.NoteFailuresAsync(delivery, 1, default).AsTask()));

    /// <summary>fail.lua, one call per update, all under way together.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task Fail() => Task.WhenAll(_granted.Select(delivery =>
        _session.FailAsync(delivery, new Failure("measured", 1, HoldLane: false), takeNext: false, default).AsTask()));

    /// <summary>renew.lua: once per worker and half second, not per update.</summary>
    [Benchmark]
    public Task Renew() => _session.RenewAsync(default).AsTask();

    private static void RunToEnd(Func<Task> setUp) => setUp().GetAwaiter().GetResult();

    private async Task FillAsync()
    {
        await EmptyAsync();
        await _entries.PushAsync(_updates.Next(Batch));
        await ClaimAsync();
    }

    private async Task ClaimAsync()
    {
        _granted = (await _session.ClaimAsync(Batch, default)).Granted;
        if (_granted.Count != Batch)
        {
            throw new InvalidOperationException($"{_granted.Count} of {Batch} lanes were granted.");
        }
    }

    // A fresh worker on an empty queue: what the last iteration left would otherwise be granted to this one.
    private async Task EmptyAsync()
    {
        await _session.DisposeAsync();
        await _entries.ClearAsync();
        _session = await _queue.JoinAsync(default);
    }
}
