using System.Globalization;
using TgWorker.Core.History;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Shows that a chat's updates were handled one after the other, whichever workers did it.</summary>
internal sealed class OrderPage(DashboardQueues queues) : IPage
{
    public string Path => "/order";

    public string? Menu => null;

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var queue = await queues.FindAsync(request.Value("queue"), cancellationToken) ?? (await queues.GetAsync(cancellationToken))[0];
        if (ChatName.Of(request) is not { } lane || queue.History is not { } history)
        {
            return new PageView("Order", new { }, Piece.Nothing("That is no chat's name. It is bot and chat, such as main:5123456789.")) { Status = 404 };
        }

        var model = OrderModel.Of(queue.Name, lane, await history.ReadAsync(lane, cancellationToken));
        return new PageView($"Order of chat {lane}", model, Body(model, request)) { IsLive = true, Command = CommandLine.Of($"chat tries {CommandLine.Word(lane)}", ("--queue", queue.Name)) };
    }

    private static Html Body(OrderModel model, PageRequest request) => Html.Of($"""
        <div id="order" data-live>{(model.Tries.Count == 0 ? Piece.Nothing(TryTable.None) : Html.Of($"""
            {Verdict(model)}
            {Timeline(model)}
            {TryTable.Of(model.Tries.Reverse(), "The last tries, the newest first")}
            """))}</div>
        <p><a href="{request.Link("/chat", ("queue", model.Queue), ("lane", model.Lane))}">The chat</a></p>
        """);

    private static Html Verdict(OrderModel model) => Html.Of($"""
        <section id="verdict" class="why {(model.IsInOrder ? "well" : "warn")}" role="status"><h2>{(model.IsInOrder ? "One after the other" : "By the workers' clocks, tries overlap")}</h2>
        <p>{Figure.Count(model.Tries.Count, "try", "tries")} at {Figure.Count(model.Workers.Count, "worker")}{(model.TakeOvers > 0 ? $", {Figure.Count(model.TakeOvers, "take-over")}: the worker before was lost" : "")}.</p>
        {Html.If(!model.IsInOrder, () => Html.Of($"<p>The tokens say in which order they were handed out. Compare the clocks of the machines: 'tgworker doctor' does.</p>"))}</section>
        """);

    private static Html Timeline(OrderModel model) => Markup.Timeline.Of(
        $"The tries in order, a row for each worker: {string.Join(", ", model.Workers.Select(TryTable.NameOf))}",
        [.. model.Workers.Select(TryTable.NameOf)],
        [.. model.Tries.Select(one => new TimelineMark(
            model.Workers.ToList().IndexOf(one.Worker), Kind(one.End), one.IsTakeOver,
            string.Create(CultureInfo.InvariantCulture, $"Update {one.UpdateId}, try {one.Attempt}, {TryTable.Word(one.End)} after {Figure.Of(one.Run)} at {TryTable.NameOf(one.Worker)}{(one.IsTakeOver ? ", taken over" : "")}")))]);

    private static string Kind(WorkEnd end) => end switch
    {
        WorkEnd.Handled => "handled",
        WorkEnd.Failed => "failed",
        WorkEnd.Lost => "lost",
        _ => "retried",
    };
}
