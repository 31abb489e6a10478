using System.Globalization;
using TgWorker.Core.Lanes;
using TgWorker.Core.Text;
using TgWorker.Core.Updates;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>One chat for people.</summary>
internal static class ChatText
{
    public static void Write(ChatView view, bool raw, CommandContext context)
    {
        var (look, output) = (view.Look, context.Out);
        output.WriteLine(TerminalText.Escape($"{look.Lane} of {view.Queue}: {Count(look.Jobs)}"));
        foreach (var block in look.Blocks)
        {
            output.WriteLine(TerminalText.Escape(
                $"  {Subject(block.Kind)} {block.Text}{(block.Kind == LaneBlockKind.Paused ? Since(look) : "")}"));
        }

        if (view.Jobs.Count == 0)
        {
            return;
        }

        output.WriteLine();
        if (raw)
        {
            WriteRaw(view, output);
        }
        else
        {
            new TextTable(["POSITION", "UPDATE", "WAITS", "BYTES", "WHAT"], output, context.TerminalWidth)
                .Write([.. view.Jobs.Select(job => Row(job, context.Time))]);
        }

        var left = look.Jobs - view.Jobs[^1].Position - 1;
        if (left > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{left} more follow: --from {view.Jobs[^1].Position + 2}"));
        }
    }

    /// <summary>The update's id, or how else one names it.</summary>
    public static string Name(LaneJob job) => job.Job.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static (string[] Cells, string[] Last) Row(LaneJob job, TimeProvider time) => (
        [
            (job.Position + 1).ToString(CultureInfo.InvariantCulture), Name(job), Waits(job, time),
            job.Job.Payload.Length.ToString(CultureInfo.InvariantCulture),
        ],
        [UpdateSummary.Of(job.Job)]);

    private static void WriteRaw(ChatView view, TextWriter output)
    {
        foreach (var job in view.Jobs)
        {
            output.WriteLine(TerminalText.Escape($"{job.Position + 1}. update {Name(job)}: {UpdateSummary.Of(job.Job)}"));
            foreach (var line in ReadableUpdate.Lines(job.Job))
            {
                output.WriteLine("   " + line);
            }
        }
    }

    private static string Waits(LaneJob job, TimeProvider time) =>
        job.Job.PushedAt is { } pushed ? ShownTime.Of(time.GetUtcNow() - pushed) : "-";

    private static string Subject(LaneBlockKind kind) =>
        kind is LaneBlockKind.Stopped or LaneBlockKind.Paused ? "the chat" : "its first update";

    private static string Since(LaneLook look) =>
        string.Create(CultureInfo.InvariantCulture, $", since {look.PausedSince!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}");

    private static string Count(long jobs) => jobs switch
    {
        0 => "no updates",
        1 => "1 update",
        _ => string.Create(CultureInfo.InvariantCulture, $"{jobs} updates"),
    };
}
