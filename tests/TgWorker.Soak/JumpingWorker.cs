using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Hosting.Forwarding;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;

namespace TgWorker.Soak;

/// <summary>One more worker, whose clock jumps: the engine itself, in this process, as another process's clock cannot be set.</summary>
internal sealed class JumpingWorker(StageOptions stage, Oracle oracle, Func<TimeProvider, Task<IUpdateQueue>> open, string name)
{
    private readonly JumpingClock _clock = new();

    /// <summary>Works, and after each part of that time the clock jumps: by so many hours, and back.</summary>
    public async Task RunAsync(int hours, TimeSpan part)
    {
        await using var queue = await open(_clock);
        using var handler = new ForwardHandler(new ForwardOptions { To = new Uri(oracle.AddressFor(name)) }, _clock);
        var options = new WorkerOptions { Concurrency = stage.Concurrency, Grace = part };
        (options.Retry.Tries, options.Retry.Backoff) = (stage.Tries, [stage.Backoff]);
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
