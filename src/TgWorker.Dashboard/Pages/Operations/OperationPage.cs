using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Operations;

/// <summary>How far an operation is.</summary>
internal sealed class OperationPage(BulkOperations operations) : IPage
{
    private const int MostGroups = 100;

    public string Path => "/operation";

    public string? Menu => null;

    public Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken) => Task.FromResult(
        request.Number("id") is { } id and < int.MaxValue && operations.Find((int)id) is { } operation
            ? new PageView(OperationPiece.NameOf(operation.Kind), OperationModel.Of(operation), Body(operation, request)) { IsLive = true, Command = operation.Command }
            : new PageView("No such operation", new { }, Piece.Nothing("There is no such operation: only the last ones are remembered, until the dashboard ends.")) { Status = 404 });

    private static Html Body(BulkOperation operation, PageRequest request) => Html.Of($"""
        <section id="operation" data-live aria-live="polite" data-state="{operation.State.ToString().ToLowerInvariant()}">
        <p>{Badge(operation)} {OperationPiece.Progress(operation)}</p>
        <progress aria-label="Progress" max="{Most(operation)}" value="{Reached(operation)}"></progress>
        {Html.If(operation.Problem is not null, () => Html.Of($"""<p class="alert bad">{operation.Problem}</p>"""))}
        <dl class="facts"><dt>Queue</dt><dd>{operation.Queue}</dd><dt>Which</dt><dd>{Words(operation.Filter)}</dd><dt>Begun</dt><dd>{Piece.Time(operation.BegunAt)} by {operation.Who}</dd>
        {Html.If(operation.EndedAt is not null, () => Html.Of($"<dt>Ended</dt><dd>{Piece.Time(operation.EndedAt!.Value)}</dd>"))}
        <dt>Failed jobs before</dt><dd>{Figure.Of(operation.Before)}</dd>{Html.If(operation.After is not null, () => Html.Of($"<dt>Failed jobs after</dt><dd>{Figure.Of(operation.After!.Value)}</dd>"))}</dl>
        {Html.If(operation.IsRunning, () => Piece.Button(request, DashboardRole.Operator, "/operation/cancel", "Cancel", null, null, ("id", operation.Id.ToString(CultureInfo.InvariantCulture))))}
        {Groups(operation, request)}
        </section>
        <p><a href="{request.Link("/failed", ("queue", operation.Queue))}">Failed jobs</a></p>
        """);

    private static long Most(BulkOperation operation) => Math.Max(operation.State == BulkState.Finding || operation.Kind == BulkKind.Groups ? operation.Before : operation.Total, 1);

    private static long Reached(BulkOperation operation) => operation.State == BulkState.Done ? Most(operation)
        : operation.State == BulkState.Finding || operation.Kind == BulkKind.Groups ? operation.Seen : operation.Done;

    private static Html Badge(BulkOperation operation) => operation.State switch
    {
        BulkState.Done => Piece.Badge("well", "done"),
        BulkState.Failed => Piece.Badge("bad", "failed"),
        BulkState.Cancelled => Piece.Badge("warn", "cancelled"),
        _ => Piece.Badge("", "runs"),
    };

    private static string Words(FailedJobFilter filter)
    {
        (string Name, string? Value)[] parts =
        [
            ("error has", filter.Error), ("error is", filter.Group), ("bot", filter.Bot), ("chat", filter.Chat?.ToString(CultureInfo.InvariantCulture)),
            ("since", filter.Since is { } since ? Figure.Of(since) : null), ("before", filter.Before is { } before ? Figure.Of(before) : null),
        ];
        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value}"));
    }

    private static Html Groups(BulkOperation operation, PageRequest request) => Html.If(operation.Groups.Count > 0, () => Html.Of($"""
        <h2>By error</h2><div class="scroll"><table class="groups"><thead><tr><th scope="col" class="n">Count</th><th scope="col">Error</th><th scope="col">Last</th></tr></thead>
        <tbody>{operation.Groups.Take(MostGroups).Select(group => Html.Of($"""
            <tr><td class="n">{Figure.Of(group.Count)}</td><th scope="row"><a href="{request.Link("/failed", ("queue", operation.Queue), ("group", group.Error))}">{Core.Text.SafeText.Of(group.Error, 300)}</a></th><td>{Piece.Time(group.Last)}</td></tr>
            """))}</tbody></table></div>
        """));
}
