using System.Globalization;
using Spectre.Console;
using TgWorker.Cli;
using TgWorker.Core.FailedJobs;

namespace TgWorker.FailedJobs;

/// <summary>Failed jobs as a table for people. Ids are never cut or wrapped, so that they can be copied.</summary>
internal static class FailedJobTable
{
    // Below this, everything but the id shares a column.
    private const int WideEnough = 130;

    /// <summary>A table for a terminal of this width; null is no terminal, where each job is one line.</summary>
    public static Table Create(IEnumerable<FailedJob> jobs, int? width, bool withTitles)
    {
        var table = width is { } columns && columns < WideEnough ? Narrow(jobs) : Wide(jobs);
        table.ShowHeaders = withTitles;
        return table;
    }

    private static Table Wide(IEnumerable<FailedJob> jobs)
    {
        var table = Bare();
        foreach (var title in (string[])["ID", "FAILED AT", "QUEUE", "BOT", "CHAT", "UPDATE", "TRIES"])
        {
            table.AddColumn(new TableColumn(new Text(title)).NoWrap());
        }

        table.AddColumn(new TableColumn(new Text("ERROR")));
        foreach (var job in jobs)
        {
            table.AddRow(
                Cell(job.Id), Cell(When(job)), Cell(job.Queue), Cell(job.Bot), Cell(ChatOfLane.Text(job.Lane) ?? "-"),
                Cell(Update(job)), Cell(job.Attempts.ToString(CultureInfo.InvariantCulture)), Cell(job.Error));
        }

        return table;
    }

    private static Table Narrow(IEnumerable<FailedJob> jobs)
    {
        var table = Bare();
        table.AddColumn(new TableColumn(new Text("ID")).NoWrap());
        table.AddColumn(new TableColumn(new Text("WHAT")));
        foreach (var job in jobs)
        {
            var tries = job.Attempts == 1 ? "1 try" : $"{job.Attempts} tries";
            table.AddRow(Cell(job.Id), new Rows(
                Cell($"{When(job)}, {tries}"),
                Cell($"{job.Queue}: {job.Bot} {ChatOfLane.Text(job.Lane) ?? "-"}, update {Update(job)}"),
                Cell(job.Error)));
        }

        return table;
    }

    private static Table Bare() => new Table { Border = TableBorder.None };

    private static Text Cell(string text) => new Text(TerminalText.Escape(text));

    private static string When(FailedJob job) => job.FailedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Update(FailedJob job) => job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
