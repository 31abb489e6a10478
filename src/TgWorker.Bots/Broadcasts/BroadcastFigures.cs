using TgWorker.Bots.Sending;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Broadcasts;

/// <summary>A broadcast as those see it who ask.</summary>
internal static class BroadcastFigures
{
    /// <summary>What so many messages cost at the most, in Stars.</summary>
    public static decimal Stars(long messages) => messages * LimitedCall.MostStars;

    /// <summary>What is told of it.</summary>
    public static Broadcast Of(BroadcastFamily its, DateTimeOffset now)
    {
        var plan = StoredPlan.Read(its.Head.Plan);
        return new Broadcast
        {
            Id = its.Head.Id, Title = plan.Title, Bot = plan.Bot, Method = plan.Method, State = its.State, Reason = its.Reason,
            Created = its.Head.Created, Changed = its.Changed, Total = its.Total, Sent = its.Sent, Gone = its.Gone, Failed = its.Failed,
            Skipped = its.Skipped, InLanes = its.InLanes, Left = its.Left, Rate = its.RateAt(now), Remaining = its.RemainingAt(now),
            NotBefore = plan.NotBefore, Until = plan.Until, Hours = plan.Hours, Priority = plan.Priority, IsPaid = plan.IsPaid,
            TimeZones = its.Parts.Count,
        };
    }
}
