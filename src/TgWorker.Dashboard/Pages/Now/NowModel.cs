using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Now;

/// <summary>How it goes at this moment.</summary>
/// <param name="At">When.</param>
/// <param name="IsWell">Whether nothing is wrong.</param>
/// <param name="Troubles">What is wrong, the worst first; three at most.</param>
/// <param name="MoreTroubles">How many there are beside.</param>
/// <param name="Queues">Each queue.</param>
internal sealed record NowModel(
    DateTimeOffset At, bool IsWell, IReadOnlyList<Trouble> Troubles, int MoreTroubles, IReadOnlyList<NowQueue> Queues)
{
    private const int Shown = 3;

    public static NowModel Of(QueueSample sample)
    {
        var troubles = sample.Queues.SelectMany(Showing.Troubles.Of).OrderBy(trouble => trouble.Level).ToList();
        return new NowModel(
            sample.At, troubles.Count == 0, [.. troubles.Take(Shown)], Math.Max(troubles.Count - Shown, 0),
            [.. sample.Queues.Select(queue => NowQueue.Of(queue, sample.Flow.GetValueOrDefault(queue.Queue, [])))]);
    }
}
