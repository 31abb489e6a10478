using System.Globalization;
using TgWorker.Cli;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;

namespace TgWorker.FailedJobs;

/// <summary>Everything about one failed job, for people.</summary>
internal static class FailedJobDetails
{
    /// <param name="job">The failed job.</param>
    /// <param name="reader">Finds the update in its payload.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(FailedJob job, IJobReader reader, TextWriter output)
    {
        Line(output, "id", job.Id);
        Line(output, "queue", job.Queue);
        Line(output, "bot", job.Bot);
        Line(output, "lane", job.Lane);
        Line(output, "update", job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "-");
        Line(output, "failed at", When(job.FailedAt));
        Line(output, "tries", job.Attempts.ToString(CultureInfo.InvariantCulture));
        Line(output, "worker", job.Worker);
        Line(output, "error", job.Error);
        Lines(output, "stack", job.Detail?.Split('\n') ?? []);
        if (job.UnreadBytes is { } bytes)
        {
            Line(output, "payload", string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes} bytes that no worker has read; 'tgworker failed show {job.Id} --raw' writes them out"));
            return;
        }

        var read = reader.Read(job.Payload);
        Line(output, "job", read.DisplayName ?? "-");
        if (read.PushedAt is { } pushed)
        {
            Line(output, "pushed at", When(pushed));
        }

        Lines(output, read.Problem is null ? "update" : "payload", ReadableUpdate.Lines(read));
    }

    private static string When(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Lines(TextWriter output, string name, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(output, name, line);
            name = "";
        }
    }

    private static void Line(TextWriter output, string name, string value) =>
        output.WriteLine($"{name,-10} {TerminalText.Escape(value)}");
}
