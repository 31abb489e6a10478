using TgWorker.Proof.Staging;

namespace TgWorker.Soak;

/// <summary>What a supervisor does: starts a worker for each that is gone, and more or fewer when asked.</summary>
internal sealed class Supervisor(Fleet fleet, int workers)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private int _started;

    /// <summary>How many workers there are to be.</summary>
    public int Wanted { get; private set; } = workers;

    public async Task KeepUpAsync(CancellationToken done)
    {
        using var timer = new PeriodicTimer(Look);
        while (!done.IsCancellationRequested)
        {
            KeepUp();
            await ((Task)timer.WaitForNextTickAsync(done).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Starts workers at once, or stops the oldest and waits until they have gone.</summary>
    public async Task ScaleAsync(int count)
    {
        lock (_gate)
        {
            Wanted = count;
        }

        KeepUp();
        while (fleet.Names is var names && names.Count > count)
        {
            await StopAsync(names[0]);
        }
    }

    /// <summary>Asks a worker to stop; the next round starts another. A poisonous update may have killed it already.</summary>
    public async Task StopAsync(string name)
    {
        if (fleet.Names.Contains(name) && await fleet.StopAsync(name) is not 0 and var code)
        {
            throw new InvalidOperationException($"A worker that was asked to stop ended with {code}.");
        }
    }

    private void KeepUp()
    {
        lock (_gate)
        {
            while (fleet.Names.Count < Wanted)
            {
                // Every other one goes past the network that fails, straight to where Sentinels say that the primary is.
                _ = _started++ % 2 == 0 ? fleet.Start() : fleet.StartPastProxy();
            }
        }
    }
}
