using System.Globalization;
using TgWorker.Cli;
using TgWorker.Core.FailedJobs;

namespace TgWorker.FailedJobs;

/// <summary>Failed jobs as a table for people. Ids are never cut or wrapped, so that they can be copied.</summary>
internal sealed class FailedJobTable
{
    // Below this, everything but the id shares a column.
    private const int WideEnough = 130;

    private readonly bool _isNarrow;
    private readonly TextTable _table;

    /// <summary>A table for a terminal of this width; null is no terminal, where each job is one line.</summary>
    public FailedJobTable(TextWriter output, int? width)
    {
        _isNarrow = width < WideEnough;
        _table = new TextTable(_isNarrow ? ["ID", "WHAT"] : ["ID", "FAILED AT", "QUEUE", "BOT", "CHAT", "UPDATE", "TRIES", "ERROR"],
            output, width);
    }

    /// <summary>Writes the next jobs.</summary>
    public void Write(IReadOnlyList<FailedJob> jobs) => _table.Write([.. jobs.Select(job => _isNarrow ? Narrow(job) : Wide(job))]);

    private static (string[] Cells, string[] Last) Wide(FailedJob job) => (
        [
            job.Id, When(job), job.Queue, job.Bot, ChatOfLane.Text(job.Lane) ?? "-", Update(job),
            job.Attempts.ToString(CultureInfo.InvariantCulture),
        ],
        [job.Error]);

    private static (string[] Cells, string[] Last) Narrow(FailedJob job) => (
        [job.Id],
        [
            $"{When(job)}, {(job.Attempts == 1 ? "1 try" : $"{job.Attempts} tries")}",
            $"{job.Queue}: {job.Bot} {ChatOfLane.Text(job.Lane) ?? "-"}, update {Update(job)}",
            job.Error,
        ]);

    private static string When(FailedJob job) => job.FailedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Update(FailedJob job) => job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
