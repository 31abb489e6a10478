using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>What can happen to workers, wherever their queue is.</summary>
internal sealed class WorkerFaults(Fleet fleet, Supervisor supervisor, Random random)
{
    private static readonly int[] Sizes = [4, 8, 2];

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
        [
            ("SIGKILL", KilledAsync), ("SIGSTOP", FrozenAsync), ("SIGTERM", RestartedAsync), ("scaling", ScaledAsync),
            ("bot paused", BotPausedAsync),
        ];

    /// <summary>A moment of a length that chance decides.</summary>
    public Task MomentAsync(double shortest, double longest) =>
        Task.Delay(TimeSpan.FromSeconds(shortest + (random.NextDouble() * (longest - shortest))));

    // After all were killed there may be none for a moment.
    private async Task<string> AnyAsync()
    {
        IReadOnlyList<string> names = [];
        await Eventually.TrueAsync(() => (names = fleet.Names).Count > 0, what: "a worker is there");
        return names[random.Next(names.Count)];
    }

    private async Task KilledAsync() => fleet.Kill(await AnyAsync());

    // Half of the times for longer than the lease.
    private async Task FrozenAsync()
    {
        var worker = fleet[await AnyAsync()];
        worker.Pause();
        await MomentAsync(0.5, 3.5);
        worker.Resume();
    }

    private async Task RestartedAsync() => await supervisor.StopAsync(await AnyAsync());

    // The only bot there is. Half of the times a worker dies before its chats are back.
    private async Task BotPausedAsync()
    {
        await TellAsync("pause");
        await MomentAsync(0.5, 2);
        await TellAsync("continue");
        if (random.Next(2) == 0)
        {
            fleet.Kill(await AnyAsync());
        }
    }

    private Task TellAsync(string word) => Eventually.TrueAsync(
        async () => (await fleet.RunAsync(word, "--bot", "main")).ExitCode == 0, what: $"the bot is told to {word}");

    private async Task ScaledAsync()
    {
        var workers = supervisor.Wanted;
        foreach (var count in Sizes)
        {
            await supervisor.ScaleAsync(count);
            await MomentAsync(0.5, 2);
        }

        await supervisor.ScaleAsync(workers);
    }
}
