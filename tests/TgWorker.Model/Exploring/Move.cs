using System.Globalization;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>One step from a world to the next.</summary>
/// <param name="Kind">What kind of step it is.</param>
/// <param name="Number">The process, the late call, the worker or the lane it is about.</param>
/// <param name="Lane">The lane, where <paramref name="Number"/> is a process.</param>
/// <param name="Step">The call.</param>
internal sealed record Move(MoveKind Kind, int Number, int Lane = 0, Step? Step = null)
{
    public override string ToString() => Kind switch
    {
        MoveKind.Calls => Text($"process {Number} calls {StepText.Of(Step!)}"),
        MoveKind.GivesUp => Text($"process {Number} gives up waiting for {StepText.Of(Step!)}"),
        MoveKind.Arrives => Text($"late call {Number} arrives"),
        MoveKind.ReadsHead => Text($"process {Number} reads the job it was granted in lane {Lane}"),
        MoveKind.ReadsFollowing => Text($"process {Number} reads what follows in lane {Lane}"),
        MoveKind.Crashes => Text($"process {Number} crashes"),
        MoveKind.Lapses => Text($"the lease of worker {Number} lapses"),
        _ => StepText.Of(Step!),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
