using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TgWorker.Cli;
using TgWorker.Core.FailedJobs;

namespace TgWorker.FailedJobs;

/// <summary>Everything about one failed job, for people.</summary>
internal static class FailedJobDetails
{
    public static void Write(FailedJob job, TextWriter output)
    {
        Line(output, "id", job.Id);
        Line(output, "queue", job.Queue);
        Line(output, "bot", job.Bot);
        Line(output, "lane", job.Lane);
        Line(output, "update", job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "-");
        Line(output, "failed at", job.FailedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Line(output, "tries", job.Attempts.ToString(CultureInfo.InvariantCulture));
        Line(output, "worker", job.Worker);
        Line(output, "error", job.Error);
        foreach (var line in job.Detail?.Split('\n') ?? [])
        {
            Line(output, "", line);
        }

        Line(output, "payload", Utf8.IsValid(job.Payload.Span)
            ? Encoding.UTF8.GetString(job.Payload.Span)
            : "not UTF-8, as base64: " + Convert.ToBase64String(job.Payload.Span));
    }

    private static void Line(TextWriter output, string name, string value) =>
        output.WriteLine($"{name,-10} {TerminalText.Escape(value)}");
}
