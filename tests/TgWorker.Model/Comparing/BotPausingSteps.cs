using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>
/// Has bots paused and continued by chance: in one sequence of eight, so that the others keep their length for what else happens.
/// </summary>
internal sealed class BotPausingSteps(int seed)
{
    private const int Pausing = 1;
    private const int MostBots = 900;

    private readonly Random _random = new(seed ^ 0x5b07);

    /// <summary>A step; null where it is others' turn.</summary>
    public Step? Next(QueueState state)
    {
        if (seed % 8 != Pausing || _random.Next(5) > 1)
        {
            return null;
        }

        // Left to chance alone, lanes would seldom be claimed while they come back.
        return _random.Next(3) == 0 && Worker(state) is { } worker ? new Step.Claim(worker, _random.Next(3), _random.Next(3) == 0)
            : Some(state, static pause => pause is { HasEnded: true }) is { } ended && _random.Next(3) == 0 ? new Step.ContinueBot(ended, 1)
            : Some(state, static pause => pause is { HasEnded: false }) is { } paused && _random.Next(2) == 0
                ? new Step.ContinueBot(paused, 1 + _random.Next(2))
            : _random.Next(8) == 0 ? new Step.ContinueBot(_random.Next(Naming.Bots.Length), 1)
            : new Step.PauseBot(_random.Next(3) == 0 ? 1 : 0, _random.Next(4) == 0 ? 1 : MostBots);
    }

    private int? Worker(QueueState state)
    {
        var live = Enumerable.Range(0, Naming.Workers).Where(state.IsLive).ToList();
        return live.Count > 0 ? live[_random.Next(live.Count)] : null;
    }

    private int? Some(QueueState state, Predicate<BotPause?> wanted)
    {
        var bots = Enumerable.Range(0, Naming.Bots.Length).Where(bot => wanted(state.BotPauses[bot])).ToList();
        return bots.Count > 0 ? bots[_random.Next(bots.Count)] : null;
    }
}
