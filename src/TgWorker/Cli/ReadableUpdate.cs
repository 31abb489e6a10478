using System.Text;
using System.Text.Unicode;
using TgWorker.Core.Jobs;
using TgWorker.Core.Text;

namespace TgWorker.Cli;

/// <summary>What a job carries, for people.</summary>
internal static class ReadableUpdate
{
    private const int MostBytes = 4096;

    /// <summary>The update as indented JSON with secrets masked; where there is none, the entry as it stands, cut.</summary>
    public static IReadOnlyList<string> Lines(Job job) =>
        (job.Problem is null ? ReadableJson.Lines(job.Update) : ReadableJson.Lines(job.Payload)) ?? [Plain(job.Payload.Span)];

    private static string Plain(ReadOnlySpan<byte> payload)
    {
        if (!Utf8.IsValid(payload))
        {
            var some = payload[..Math.Min(payload.Length, MostBytes)];
            return $"not UTF-8, as base64: {Convert.ToBase64String(some)}{(some.Length < payload.Length ? "…" : "")}";
        }

        return SafeText.Of(Encoding.UTF8.GetString(payload), MostBytes);
    }
}
