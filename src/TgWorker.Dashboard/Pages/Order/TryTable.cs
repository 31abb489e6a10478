using System.Globalization;
using TgWorker.Core.History;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Order;

/// <summary>Tries of a chat as a table.</summary>
internal static class TryTable
{
    /// <summary>What is said where there are none.</summary>
    public const string None =
        "No tries of this chat are recorded. A worker notes some 50 a second and those that failed before others, of the 5,000 chats that were busy last, every 10 seconds (Worker:History).";

    public static Html Of(IEnumerable<TryModel> tries, string caption) => Html.Of($"""
        <div class="scroll"><table class="tries"><caption>{caption}</caption>
        <thead><tr><th scope="col" class="n">Update</th><th scope="col" class="n">Try</th><th scope="col">End</th><th scope="col">Began</th><th scope="col" class="n">Took</th><th scope="col">Worker</th><th scope="col" class="n">Token</th></tr></thead>
        <tbody>{tries.Select(Row)}</tbody></table></div>
        """);

    public static string Word(WorkEnd end) => end switch
    {
        WorkEnd.Handled => "handled",
        WorkEnd.Retried => "failed, to be tried again",
        WorkEnd.Failed => "given up",
        WorkEnd.Lost => "lost its lease",
        _ => "put off",
    };

    /// <summary>A worker by machine and process.</summary>
    public static string NameOf(string incarnation) => incarnation.Split(':') is [var host, var process, ..] ? $"{host}:{process}" : incarnation;

    private static Html Row(TryModel one) => Html.Of($"""
        <tr data-fence="{one.Fence.ToString(CultureInfo.InvariantCulture)}"><th scope="row" class="n">{one.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "–"}</th><td class="n">{one.Attempt}</td><td>{End(one.End)}{Html.If(one.IsTakeOver, () => Html.Of($" {Piece.Badge("warn", "take-over")}"))}{Html.If(one.Overlap is not null, () => Html.Of($" {Piece.Badge("warn", $"{Figure.Of(one.Overlap)} before the end of the one before")}"))}</td>
        <td>{Piece.Time(one.StartedAt)}</td><td class="n">{Figure.Of(one.Run)}</td><td title="{one.Worker}">{NameOf(one.Worker)}</td><td class="n">{one.Fence.ToString(CultureInfo.InvariantCulture)}</td></tr>
        """);

    private static Html End(WorkEnd end) => end switch
    {
        WorkEnd.Handled => Piece.Badge("well", Word(end)),
        WorkEnd.Failed or WorkEnd.Lost => Piece.Badge("bad", Word(end)),
        _ => Piece.Badge("warn", Word(end)),
    };
}
