using TgWorker.Core.Text;

namespace TgWorker.Core.Lanes;

/// <summary>Works out what holds the next job of a lane up.</summary>
internal static class LaneBlocks
{
    private const int LongestName = 128;

    public static IReadOnlyList<LaneBlock> Of(LaneLook look)
    {
        var blocks = new List<LaneBlock>();
        if (look.Holder is { } holder)
        {
            blocks.Add(Held(holder, look.CancelledBy));
        }

        if (look.StoppedFor is { } failed)
        {
            blocks.Add(new(LaneBlockKind.Stopped, $"is stopped for the failed job {SafeText.Of(failed)}: retry it or forget it"));
        }

        if (look.PausedSince is not null)
        {
            blocks.Add(new(LaneBlockKind.Paused,
                look.Holder is null ? "is paused by an operator" : "is paused by an operator: nothing follows the update that runs"));
        }

        if (look.BotPausedSince is not null)
        {
            blocks.Add(new(LaneBlockKind.BotPaused,
                look.Holder is null ? "waits because its bot is paused" : "is a paused bot's: nothing follows the update that runs"));
        }

        if (look.Jobs > 0 && look.Holder is null)
        {
            Free(look, blocks);
        }

        return blocks;
    }

    private static LaneBlock Held(LaneHolder holder, string? cancelledBy)
    {
        var name = holder.Incarnation.Length == 0 ? "a worker that nobody knows" : $"worker {SafeText.Of(holder.Incarnation)}";
        var cancelled = cancelledBy is null ? ""
            : $"; {SafeText.Of(cancelledBy, LongestName)} cancelled it, and its handler has not ended yet";
        var place = holder.Place is { } text ? $" ({SafeText.Of(text)})" : "";
        return holder.LeaseLeft > TimeSpan.Zero
            ? new(LaneBlockKind.Running, $"runs at {name}{place} for {ShownTime.Of(holder.Since)}{cancelled}")
            : new(LaneBlockKind.WorkerLost,
                $"was run by {name}{place}, which lost its lease {ShownTime.Of(-holder.LeaseLeft)} ago: any other worker takes it over");
    }

    private static void Free(LaneLook look, List<LaneBlock> blocks)
    {
        if (look.QueuePaused)
        {
            blocks.Add(new(LaneBlockKind.QueuePaused, "waits because the whole queue is paused"));
        }

        if (look.DueIn is { } due)
        {
            blocks.Add(new(LaneBlockKind.Waiting, $"waits for {Why(look)}, in {ShownTime.Of(due)}"));
        }

        if (look.Workers == 0)
        {
            blocks.Add(new(LaneBlockKind.NoWorker, "waits because no worker is on the queue"));
        }

        // Whoever is stopped or paused is not to be granted.
        if (!look.IsReady && look.StoppedFor is null && look.PausedSince is null)
        {
            blocks.Add(new(LaneBlockKind.Stranded, "is held by no worker and not to be served either: see 'tgworker doctor'"));
        }
        else if (blocks.Count == 0)
        {
            blocks.Add(new(LaneBlockKind.NoSlot,
                look.ReadyFor is { } ready ? $"waits for a free slot for {ShownTime.Of(ready)}" : "waits for a free slot"));
        }
    }

    private static string Why(LaneLook look) => (look.Failures, look.Lapses) switch
    {
        (0, 0) => "the time that its handler asked for",
        (0, 1) => "its next try after a worker died of it",
        (0, var lapses) => $"its next try after {lapses} workers died of it",
        (1, _) => "its next try after a failed one",
        (var failures, _) => $"its next try after {failures} failed ones",
    };
}
