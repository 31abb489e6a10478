using Microsoft.Extensions.Hosting;
using TgWorker.Core.Health;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Health;

/// <summary>How a host fares: its worker, if it has one, and its other features.</summary>
internal sealed class HostHealth(
    IEnumerable<WorkerPulse> worker, IEnumerable<IHealthSign> signs, LocalPause pause, IHostApplicationLifetime lifetime)
{
    private const string Stopping = "the worker stops";

    /// <summary>Says how it is now. Asks no one.</summary>
    public WorkerHealth Check()
    {
        var health = worker.FirstOrDefault()?.Check() ?? new WorkerHealth(true, true, [], []);
        if (pause.IsOn)
        {
            health = health with { Queues = [.. health.Queues.Select(queue => queue with { Paused = true })] };
        }

        List<string> dead = [.. signs.Select(sign => sign.Dead).OfType<string>()];
        List<string> waiting = [.. signs.Select(sign => sign.NotReady).OfType<string>()];
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            waiting.Insert(0, Stopping);
        }

        return dead.Count + waiting.Count == 0
            ? health
            : health with { IsLive = health.IsLive && dead.Count == 0, IsReady = false,
                Reasons = [.. dead, .. waiting, .. health.Reasons] };
    }
}
