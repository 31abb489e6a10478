using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Broadcasts;

/// <summary>A broadcast as those see it who ask: its parts together.</summary>
internal static class BroadcastFigures
{
    private const decimal StarsEach = 0.1m;

    /// <summary>What so many messages cost at the most: 0.1 Star each.</summary>
    public static decimal Stars(long messages) => messages * StarsEach;

    /// <summary>Puts the parts together.</summary>
    public static Broadcast Of(IReadOnlyList<StoredBroadcast> parts, DateTimeOffset now)
    {
        var (head, state) = (parts[0], BroadcastFamily.StateOf(parts));
        var plan = StoredPlan.Read(head.Plan);

        // Those that wait for their hours have no pace.
        var going = state.State != BroadcastState.Sending ? [] : parts.Where(part => part.State == BroadcastState.Sending
            && (parts.Count == 1 || StoredPlan.Read(part.Plan).Hours?.Next(now) <= now)).ToList();
        var (rate, left) = (going.Sum(part => part.Pace.Rate), parts.Sum(part => part.Left));
        return new Broadcast
        {
            Id = head.Id, Title = plan.Title, Bot = plan.Bot, Method = plan.Method, State = state.State, Reason = state.Reason,
            Created = head.Created, Changed = parts.Max(part => part.Changed), Total = parts.Sum(part => part.Total),
            Sent = parts.Sum(part => part.Sent), Gone = parts.Sum(part => part.Gone), Failed = parts.Sum(part => part.Failed),
            Skipped = parts.Sum(part => part.Skipped), InLanes = parts.Sum(part => part.InLanes), Left = left, Rate = rate,
            Remaining = going.Count < parts.Count(part => part.Left > 0) ? null : (head.Pace with { Rate = rate }).TimeFor(left),
            NotBefore = plan.NotBefore, Until = plan.Until, Hours = plan.Hours, Priority = plan.Priority, IsPaid = plan.IsPaid,
            TimeZones = parts.Count,
        };
    }
}
