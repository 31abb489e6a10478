using TgWorker.Core.Lanes;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>Says why nothing was done to a chat, and what to do.</summary>
internal static class ChangeRefused
{
    /// <returns>The exit code.</returns>
    public static int Write(string lane, string why, CommandContext context)
    {
        context.Error.WriteLine($"tgworker: {TerminalText.Escape(lane)}: {TerminalText.Escape(why)}");
        return ExitCode.Failed;
    }

    public static string Why(LaneChangeKind kind, string update, LaneLook? look) => kind switch
    {
        LaneChangeKind.Running when look?.Blocks.FirstOrDefault(block => block.Kind == LaneBlockKind.Running) is { } runs =>
            $"its first update {runs.Text}, and an update that runs, like the one behind it, cannot be taken away: the next one would "
                + $"start beside its handler. "
            + "Cancel it ('tgworker chat cancel'), or pause the chat ('tgworker chat pause') and try again when it has ended.",
        LaneChangeKind.Running =>
            $"update {update} was being run; nothing was done. Try again, with the chat paused ('tgworker chat pause').",
        LaneChangeKind.NotRunning =>
            $"no worker runs update {update}; nothing was done. To have the chat go on without it, skip it ('tgworker chat skip').",
        LaneChangeKind.TooDeep =>
            $"update {update} has too much before and behind it: to close its gap would hold the queue up. Wait until fewer than 200 "
                + $"stand before it, or skip it when it is the first.",
        _ => $"update {update} is not there any more; nothing was done.",
    };
}
