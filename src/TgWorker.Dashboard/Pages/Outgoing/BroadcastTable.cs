using TgWorker.Core.Broadcasts;
using TgWorker.Core.Text;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>Broadcasts as a table.</summary>
internal static class BroadcastTable
{
    private const int LongestText = 80;

    public static Html Of(OutgoingModel model, PageRequest request) => Html.Of($"""
        <div class="scroll"><table class="broadcasts"><caption>{(model.HasMoreBroadcasts ? $"The newest {Figure.Of(model.Broadcasts.Count)} of more" : Figure.Count(model.Broadcasts.Count, "broadcast"))}; those that are over stay for 30 days</caption>
        <thead><tr><th scope="col">Broadcast</th><th scope="col">State</th><th scope="col">Progress</th><th scope="col" class="n">Sent</th><th scope="col" class="n">Gone</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Left</th><th scope="col">Ready in</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>{model.Broadcasts.Select(one => Row(one, model, request))}</tbody></table></div>
        """);

    private static Html Row(BroadcastRow one, OutgoingModel model, PageRequest request) => Html.Of($"""
        <tr><th scope="row">{SafeText.Of(one.Title.Length > 0 ? one.Title : one.Id, LongestText)}<br><small>{SafeText.Of(one.Bot, LongestText)}, {SafeText.Of(one.Method, LongestText)}, {one.Id}, {Piece.Time(one.Created)}</small></th>
        <td>{State(one)}{Html.If(one.Reason.Length > 0, () => Html.Of($"<br><small>{SafeText.Of(one.Reason, LongestText * 2)}</small>"))}{Html.If(one.TimeZones > 1, () => Html.Of($"<br><small>in {Figure.Count(one.TimeZones, "time zone")}, each at its hours</small>"))}{Html.If(one.NotBefore > model.At, () => Html.Of($"<br><small>from {Piece.Time(one.NotBefore!.Value)}</small>"))}</td>
        <td><progress value="{one.Total - one.Left}" max="{Math.Max(one.Total, 1)}" aria-label="{Figure.Of(one.Total - one.Left)} of {Figure.Of(one.Total)} served"></progress></td>
        <td class="n">{Figure.Of(one.Sent)} of {Figure.Of(one.Total)}</td><td class="n">{Figure.Of(one.Gone)}</td><td class="n">{Figure.Of(one.Failed)}</td><td class="n">{Figure.Of(one.Left)}</td>
        <td>{(one.Remaining is { } time ? $"{Figure.Of(time)}, {Figure.Rate(one.Rate)} per second" : "–")}</td><td>{Actions(one, request)}</td></tr>
        """);

    private static Html Actions(BroadcastRow one, PageRequest request)
    {
        (string, string?)[] fields = [("queue", one.Queue), ("id", one.Id)];
        return Html.Of($"""
            {Html.If(one.State == BroadcastState.Sending, () => Piece.Button(request, DashboardRole.Operator, "/broadcast/pause", "Pause", null, null, fields))}
            {Html.If(one.State == BroadcastState.Paused, () => Piece.Button(request, DashboardRole.Operator, "/broadcast/continue", "Continue", null, null, fields))}
            {Html.If(!one.IsOver, () => Piece.Button(request, DashboardRole.Operator, "/broadcast/cancel", "Cancel", $"{Figure.Count(one.Left, "recipient")} will not get it. This cannot be taken back.", Command("cancel", one), fields))}
            {Html.If(one.State is BroadcastState.Sending or BroadcastState.Paused, () => Piece.Copy(Command(one.State == BroadcastState.Sending ? "pause" : "continue", one)))}
            """);
    }

    private static string Command(string verb, BroadcastRow one) => CommandLine.Of($"broadcast {verb} {CommandLine.Word(one.Id)}");

    private static Html State(BroadcastRow one) => Piece.Badge(
        one.State switch
        {
            BroadcastState.Done => "well",
            BroadcastState.Paused or BroadcastState.Loading => "warn",
            BroadcastState.Expired => "bad",
            _ => "",
        },
        one.State.ToString().ToLowerInvariant());
}
