using System.Globalization;
using Spectre.Console;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands;

/// <summary>The state of queues for people: a paragraph for each queue and a table of its workers.</summary>
internal static class QueueStatusText
{
    public static void Write(IReadOnlyList<QueueStatus> statuses, CommandContext context)
    {
        foreach (var status in statuses)
        {
            Write(status, context);
        }
    }

    private static void Write(QueueStatus status, CommandContext context)
    {
        var rate = status.Workers.Sum(worker => worker.Replica?.FinishedPerSecond ?? 0);
        context.Out.WriteLine(TerminalText.Escape(status.Queue) + (status.Paused ? " (paused)" : ""));
        Line("waiting", $"{status.Pending} on the list, {status.Delayed} delayed; the oldest for "
            + $"{((status.LongestWait ?? status.OldestWait) is { } wait ? Seconds(wait) : "-")}");
        Line("chats", $"{status.Lanes} with {status.InLanes} updates: {status.Held} busy, {status.ReadyNow} ready, "
            + $"{status.Ready - status.ReadyNow} waiting for a retry, {status.Stopped} stopped, {status.PausedLanes} paused");
        if (status.Hottest.Count > 0)
        {
            Line("hottest", string.Join(", ", status.Hottest.Select(lane => $"{lane.Lane} ({lane.Jobs})")));
        }

        Line("failed", $"{status.Failed}, {status.FailedLastHour} of them in the last hour");
        Line("rate", string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} per second by {status.Workers.Count} workers"));
        if (status.Workers.Count > 0)
        {
            TableWriter.Write(context, Workers(status.Workers));
        }

        void Line(string name, string text) => context.Out.WriteLine($"  {name,-8} {TerminalText.Escape(text)}");
    }

    private static Table Workers(IReadOnlyList<WorkerStatus> workers)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var title in (string[])["  HOST", "PID", "VERSION", "LOAD", "CHATS", "PER SECOND", "LAST BEAT"])
        {
            table.AddColumn(new TableColumn(new Text(title)).NoWrap());
        }

        foreach (var worker in workers)
        {
            var beat = worker.LeaseLeft < TimeSpan.Zero ? "lease lapsed" : worker.SinceBeat is { } since ? Seconds(since)
                : $"lease {Seconds(worker.LeaseLeft)}";
            string[] cells = worker.Replica is { } replica
                ?
                [
                    replica.Host, Number(replica.ProcessId), replica.Version, $"{replica.Load.Running}/{replica.Load.Slots}",
                    Number(worker.Lanes),
                    replica.FinishedPerSecond.ToString("0.0", CultureInfo.InvariantCulture), beat,
                ]
                : [worker.Incarnation, "-", "-", "-", Number(worker.Lanes), "-", beat];
            table.AddRow(cells.Select((cell, i) => new Text(TerminalText.Escape((i == 0 ? "  " : "") + cell))));
        }

        return table;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
