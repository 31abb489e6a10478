using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Working;
using TgWorker.Hosting.Forwarding;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Staging;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;

namespace TgWorker.Soak;

/// <summary>One more worker, whose clock jumps: the engine itself, in this process, as another process's clock cannot be set.</summary>
internal sealed class JumpingWorker(Stage stage, string name)
{
    private readonly JumpingClock _clock = new();

    /// <summary>Works, and after each part of that time the clock jumps: by so many hours, and back.</summary>
    public async Task RunAsync(int hours, TimeSpan part)
    {
        await using var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl($"redis://127.0.0.1:{stage.Proxy!.Port}"),
            new RedisQueueOptions { Prefix = stage.Prefix, Lease = stage.Options.Lease },
            new EnvelopeReader(new EnvelopeOptions()),
            _clock,
            NullLoggerFactory.Instance,
            default);
        using var handler = new ForwardHandler(new ForwardOptions { To = new Uri(stage.Oracle.AddressFor(name)) }, _clock);
        var options = new WorkerOptions { Concurrency = stage.Options.Concurrency, Grace = part };
        (options.Retry.Tries, options.Retry.Backoff) = (stage.Options.Tries, [stage.Options.Backoff]);
        using var stop = new CancellationTokenSource();
        var working = new UpdateWorker([queue], handler, options, _clock, NullLogger<UpdateWorker>.Instance).RunAsync(stop.Token);
        await Task.Delay(part);
        _clock.Jump(TimeSpan.FromHours(hours));
        await Task.Delay(part);
        _clock.Jump(TimeSpan.FromHours(-hours));
        await Task.Delay(part);
        await stop.CancelAsync();
        await working;
    }
}
