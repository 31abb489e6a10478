using System.Globalization;
using System.Text;
using TgWorker.Bench.Cases;

namespace TgWorker.Bench.Reports;

/// <summary>A table in Markdown, to read and to keep.</summary>
internal static class TableReport
{
    private static readonly (string Title, Func<Measurement, string> Text)[] Columns =
    [
        ("scenario", one => one.Scenario),
        ("case", one => one.Variant),
        ("updates/s", one => Number(one.UpdatesPerSecond, "N0")),
        ("ratio", one => Number(one.Ratio, "0.00")),
        ("worker s/100k", one => Number(one.WorkerCpuPer100K, "0.00")),
        ("Redis s/100k", one => Number(one.RedisCpuPer100K, "0.00")),
        ("MB", one => Number(one.PeakMegabytes, "N0")),
        ("B/update", one => Number(one.AllocatedPerUpdate, "N0")),
        ("waits for locks/100k", one => Number(one.ContentionsPer100K, "N0")),
        ("pool items/update", one => Number(one.PoolItemsPerUpdate, "0.0")),
        ("p50 ms", one => Number(one.P50, "0.00")),
        ("p99 ms", one => Number(one.P99, "0.00")),
        ("p99.9 ms", one => Number(one.P999, "0.00")),
    ];

    public static string Write(MachineInfo machine, BenchSettings settings, IReadOnlyList<Measurement> results)
    {
        var text = new StringBuilder();
        text.Append(machine.Processor).Append(", ").Append(machine.System).Append(", ").Append(machine.Redis)
            .Append(CultureInfo.InvariantCulture, $"; load at the start {machine.Load}; ")
            .AppendLine(CultureInfo.InvariantCulture,
                $"concurrency {settings.Concurrency}, {settings.Updates:N0} updates, median of {settings.Runs}");
        if (!machine.IsRelease)
        {
            text.AppendLine("A Debug build: run with -c Release for numbers that mean something.");
        }

        text.AppendLine();
        var rows = results.Select(one => Columns.Select(column => column.Text(one)).ToArray())
            .Prepend([.. Columns.Select(column => column.Title)]).ToList();
        var widths = Columns.Select((_, i) => rows.Max(row => row[i].Length)).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append('|').AppendJoin('|', rows[i].Select((cell, at) => $" {Pad(cell, widths[at], at)} ")).AppendLine("|");
            if (i == 0)
            {
                text.Append('|').AppendJoin(
                    '|', widths.Select((width, at) => at < 2 ? new string('-', width + 2) : new string('-', width + 1) + ":"))
                    .AppendLine("|");
            }
        }

        foreach (var failed in results.Where(one => one.Error is not null))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{failed.Scenario}, {failed.Variant}: {failed.Error}");
        }

        return text.ToString().TrimEnd();
    }

    private static string Pad(string cell, int width, int column) => column < 2 ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
