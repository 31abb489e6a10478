using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Soak;

/// <summary>Sentinels make the replica the primary: as planned, because the primary was killed, because it stood still.</summary>
internal sealed class SentinelFaults(SoakServers servers, Stage stage)
{
    /// <summary>
    /// How long a primary must be silent to be taken for dead, while nothing is meant to be: other faults are over before.
    /// </summary>
    public static readonly TimeSpan NeverDown = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Down = TimeSpan.FromSeconds(1);

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
    [
        ("Sentinel: planned fail-over", () => servers.ChangePlacesAsync(PlannedAsync)),
        ("Sentinel: primary killed", () => servers.ChangePlacesAsync(KilledAsync)),
        ("Sentinel: primary frozen", () => servers.ChangePlacesAsync(FrozenAsync)),
        ("Sentinels restarted", SentinelsRestartedAsync),
    ];

    private async Task PlannedAsync()
    {
        await stage.Sentinels!.FailOverAsync();
        await stage.Sentinels.NextPrimaryAsync(servers.Primary);
    }

    private async Task KilledAsync()
    {
        await TakeForDeadAfterAsync(Down);
        await servers.Primary.KillAsync();
        await stage.Sentinels!.NextPrimaryAsync(servers.Primary);
        await TakeForDeadAfterAsync(NeverDown);

        // It says that it is a primary, until the Sentinels have told it better.
        await servers.Primary.RestartAsync();
    }

    private async Task FrozenAsync()
    {
        await TakeForDeadAfterAsync(Down);
        servers.Primary.Pause();
        await stage.Sentinels!.NextPrimaryAsync(servers.Primary);
        await TakeForDeadAfterAsync(NeverDown);
        servers.Primary.Resume();
    }

    // For longer than what they said is believed.
    private async Task SentinelsRestartedAsync()
    {
        await Task.WhenAll(stage.Sentinels!.Sentinels.Select(sentinel => sentinel.KillAsync()));
        await servers.MomentAsync(1, 5);
        await Task.WhenAll(stage.Sentinels.Sentinels.Select(sentinel => sentinel.RestartAsync()));
        await stage.Sentinels.SettledAsync();
    }

    private async Task TakeForDeadAfterAsync(TimeSpan silence)
    {
        foreach (var sentinel in stage.Sentinels!.Sentinels)
        {
            await SentinelSetup.AskAsync(
                sentinel, "SENTINEL", "SET", SentinelSetup.Master, "down-after-milliseconds", (long)silence.TotalMilliseconds);
        }
    }
}
