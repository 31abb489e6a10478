using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Showing;

/// <summary>Finds what is wrong in what is seen of a queue. The worst comes first.</summary>
internal static class Troubles
{
    /// <summary>An update that waits longer than this is trouble.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromSeconds(60);

    // A worker beats at every renewal, a third of its lease.
    private const double SilentAfter = 0.67;

    /// <summary>What is wrong; empty when all is well.</summary>
    public static IReadOnlyList<Trouble> Of(QueueStatus status)
    {
        var alive = status.Workers.Count(worker => worker.LeaseLeft > TimeSpan.Zero);
        var waiting = status.Pending + status.ReadyNow;
        var troubles = new List<Trouble>();
        if (alive == 0 && waiting + status.Delayed > 0)
        {
            troubles.Add(new Trouble(
                TroubleLevel.Bad, $"{status.Queue}: no worker is alive, and updates wait", "Start one: tgworker work", "/workers"));
        }
        else if (alive == 0)
        {
            troubles.Add(new Trouble(TroubleLevel.Warn, $"{status.Queue}: no worker is alive", "Start one: tgworker work", "/workers"));
        }

        if (status.Paused)
        {
            troubles.Add(new Trouble(TroubleLevel.Bad, $"{status.Queue} is paused: {Figure.Count(waiting, "thing waits", "things wait")}",
                CommandLine.Of("continue", ("--queue", status.Queue)), "/"));
        }

        foreach (var bot in status.PausedBots.Where(static bot => !bot.HasEnded))
        {
            troubles.Add(new Trouble(
                TroubleLevel.Warn, $"{status.Queue}: bot {bot.Bot} is paused: {Figure.Count(bot.Lanes, "chat waits", "chats wait")}",
                CommandLine.Of("continue", ("--bot", bot.Bot), ("--queue", status.Queue)), "/"));
        }

        foreach (var worker in status.Workers.Where(worker => worker.LeaseLeft <= TimeSpan.Zero && worker.Lanes > 0))
        {
            troubles.Add(new Trouble(
                TroubleLevel.Bad, $"Worker {NameOf(worker)} is dead and {Figure.Count(worker.Lanes, "chat waits", "chats wait")} for it",
                alive > 0 ? "Another worker takes them over within seconds" : "Start a worker: tgworker work", "/workers"));
        }

        if (!status.Paused && alive > 0 && status.OldestWait > LongWait)
        {
            troubles.Add(new Trouble(
                TroubleLevel.Bad, $"{status.Queue}: an update has waited {Figure.Of(status.OldestWait)}", Remedy(status), "/workers"));
        }

        if (status.Stopped > 0)
        {
            troubles.Add(new Trouble(
                TroubleLevel.Bad, $"{Figure.Count(status.Stopped, "chat is", "chats are")} stopped at a failed job",
                "Retry or forget the failed job", "/failed"));
        }

        if (status.FailedLastHour > 0)
        {
            troubles.Add(new Trouble(
                TroubleLevel.Warn, $"{Figure.Count(status.FailedLastHour, "job", "jobs")} failed in the last hour", "See which error",
                "/failed?since=1h"));
        }

        foreach (var worker in status.Workers.Where(
            worker => worker.LeaseLeft > TimeSpan.Zero && worker.SinceBeat > worker.Replica?.Lease * SilentAfter))
        {
            troubles.Add(new Trouble(
                TroubleLevel.Warn, $"Worker {NameOf(worker)} was last heard of {Figure.Of(worker.SinceBeat)} ago",
                "Its machine or its way to the queue is slow", "/workers"));
        }

        return [.. troubles.OrderBy(trouble => trouble.Level)];
    }

    /// <summary>A worker as people know it.</summary>
    public static string NameOf(WorkerStatus worker) =>
        worker.Replica is { } replica ? $"{replica.Host}:{replica.ProcessId}" : worker.Incarnation;

    private static string Remedy(QueueStatus status)
    {
        var (running, slots) = (status.Workers.Sum(worker => worker.Replica?.Load.Running ?? 0),
            status.Workers.Sum(worker => worker.Replica?.Load.Slots ?? 0));
        return running >= slots ? "All slots are taken: raise --concurrency, or start another worker"
            : "Slots are free: its chat may wait behind a slow update";
    }
}
