using System.Globalization;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands;

/// <summary>The state of queues for people: a paragraph for each queue and a table of its workers.</summary>
internal static class QueueStatusText
{
    // Of what follows the name of a line.
    private const int Indent = 11;

    /// <param name="statuses">The queues.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="width">The columns of the terminal; null where nothing limits a line.</param>
    public static void Write(IReadOnlyList<QueueStatus> statuses, TextWriter output, int? width)
    {
        foreach (var status in statuses)
        {
            Write(status, output, width);
        }
    }

    private static void Write(QueueStatus status, TextWriter output, int? width)
    {
        var rate = status.Workers.Sum(worker => worker.Replica?.FinishedPerSecond ?? 0);
        output.WriteLine(TerminalText.Escape(status.Queue) + (status.Paused ? " (paused)" : ""));
        Line("waiting", $"{status.Pending} on the list, {status.Delayed} delayed"
            + ((status.LongestWait ?? status.OldestWait) is { } wait ? $"; the oldest for {Seconds(wait)}" : ""));
        Line("chats", $"{status.Lanes} with {status.InLanes} updates: {status.Held} busy, {status.ReadyNow} ready, "
            + $"{status.ReadyLater} waiting for a retry, {status.Stopped} stopped, {status.PausedLanes} paused");
        if (status.PausedBots.Count > 0)
        {
            Line("bots", string.Join(", ", status.PausedBots.Select(PausedBot)));
        }

        if (status.Hottest.Count > 0)
        {
            Line("hottest", string.Join(", ", status.Hottest.Select(lane => $"{lane.Lane} ({lane.Jobs})")));
        }

        Line("failed", $"{status.Failed}, {status.FailedLastHour} of them in the last hour");
        Line("rate", string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} per second by {status.Workers.Count} workers"));
        if (IsBlank(status))
        {
            Line("", "No update, worker, or failed job is here. If the name is wrong: 'tgworker doctor' finds updates that wait "
                + "elsewhere.");
        }

        if (status.Workers.Count > 0)
        {
            // What has a name of any length is last: it goes on below itself.
            new TextTable(["  PID", "VERSION", "LOAD", "CHATS", "PER SECOND", "LAST BEAT", "HOST"], output, width)
                .Write([.. status.Workers.Select(Row)]);
        }

        void Line(string name, string text)
        {
            foreach (var (i, line) in WordWrap.Fit(TerminalText.Escape(text), width - Indent).Index())
            {
                output.WriteLine($"  {(i == 0 ? name : ""),-8} {line}");
            }
        }
    }

    private static string PausedBot(PausedBot bot) =>
        $"{(bot.Bot.Length > 0 ? bot.Bot : "(no name)")} {(bot.HasEnded ? "continued" : "paused")}, "
            + $"with {bot.Lanes} {(bot.Lanes == 1 ? "chat" : "chats")} set aside";

    // As where nobody ever was.
    private static bool IsBlank(QueueStatus status) => status is
    {
        Pending: 0, Delayed: 0, Lanes: 0, Stopped: 0, PausedLanes: 0, PausedBots.Count: 0, Failed: 0, Paused: false,
        Workers.Count: 0,
    };

    private static (string[] Cells, string[] Last) Row(WorkerStatus worker)
    {
        var beat = worker.LeaseLeft < TimeSpan.Zero ? "lease lapsed" : worker.SinceBeat is { } since ? Seconds(since)
            : $"lease {Seconds(worker.LeaseLeft)}";
        return worker.Replica is { } replica
            ? ([
                "  " + Number(replica.ProcessId), replica.Version, $"{replica.Load.Running}/{replica.Load.Slots}", Number(worker.Lanes),
                replica.FinishedPerSecond.ToString("0.0", CultureInfo.InvariantCulture), beat,
            ], [replica.Host])
            : (["  -", "-", "-", Number(worker.Lanes), "-", beat], [worker.Incarnation]);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
