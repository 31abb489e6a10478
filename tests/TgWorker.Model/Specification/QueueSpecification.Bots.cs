namespace TgWorker.Model.Specification;

/// <content>The pauses of bots.</content>
internal sealed partial class QueueSpecification
{
    private bool IsBotPaused(QueueState state, int lane) => state.BotPauses[BotOf(lane)] is { HasEnded: false };

    private static long[] PauseBot(QueueState state, Step.PauseBot pause)
    {
        var its = state.BotPauses[pause.Bot];
        if (its is { HasEnded: false })
        {
            return Refused;
        }

        var number = its?.Number ?? Enumerable.Range(1, pause.Most).FirstOrDefault(free =>
            !Array.Exists(state.BotPauses, other => other?.Number == free));
        if (number == 0)
        {
            return [-1];
        }

        state.BotPauses[pause.Bot] = new BotPause(number, state.Now, HasEnded: false);
        return Done;
    }

    private static long[] ContinueBot(QueueState state, Step.ContinueBot next)
    {
        if (state.BotPauses[next.Bot] is not { HasEnded: false } pause)
        {
            return Refused;
        }

        var lanes = Aside(state, pause.Number).Take(next.Back).ToList();
        lanes.ForEach(lane => state.Ready[lane] = state.Now);
        state.BotPauses[next.Bot] = lanes.Count < next.Back ? null : pause with { HasEnded = true };
        return Done;
    }

    /// <summary>What a claim takes: lanes that are due, but for those of paused bots, which it sets aside; then what comes back.</summary>
    private List<int> Due(QueueState state, int slots)
    {
        var due = InTurn(state).Where(lane => state.Ready[lane] <= state.Now).ToList();
        foreach (var lane in due.Where(lane => IsBotPaused(state, lane)))
        {
            state.Ready[lane] = (state.BotPauses[BotOf(lane)]!.Value.Number * BotPause.Aside) + state.Now;
        }

        List<int> lanes = [.. due.Where(lane => !IsBotPaused(state, lane)).Take(slots)];
        var most = Math.Max(1, slots / 2);
        foreach (var bot in Enumerable.Range(0, state.BotPauses.Length).Where(bot => state.BotPauses[bot] is { HasEnded: true })
            .OrderBy(bot => state.BotPauses[bot]!.Value.Number))
        {
            var back = Aside(state, state.BotPauses[bot]!.Value.Number).Take(most).ToList();
            back.ForEach(lane => state.Ready[lane] = state.Now);
            lanes.AddRange(back.Take(slots - lanes.Count));
            state.BotPauses[bot] = back.Count < most ? null : state.BotPauses[bot];
            most -= back.Count;
        }

        return lanes;
    }

    private static List<int> Aside(QueueState state, long number) =>
        [.. InTurn(state).Where(lane => state.Ready[lane] / BotPause.Aside == number)];
}
