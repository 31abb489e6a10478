using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Operations;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>What was given up: by error first, then one by one; and what to do with all that match.</summary>
internal sealed class FailedPage(DashboardQueues queues, QueueSampler sampler, BulkOperations operations) : IPage
{
    public string Path => "/failed";

    public string Menu => "Failed";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var query = FailedQuery.Of(request);
        var open = await queues.GetAsync(cancellationToken);
        var queue = open.FirstOrDefault(queue => queue.Name == query.Queue) ?? open[0];
        var total = (await sampler.GetAsync(cancellationToken)).Queues.First(status => status.Queue == queue.Name).Failed;
        var model = await FailedReading.ReadAsync(queue, [.. open.Select(each => each.Name)], total, query, FailedCursor.Parse(request.Value("from")), cancellationToken);
        return new PageView("Failed", model, Body(model, query, request)) { Command = query.Command("list", queue.Name) };
    }

    private Html Body(FailedModel model, FailedQuery query, PageRequest request) => Html.Of($"""
        {FailedForm.Of(model, query, request)}
        {model.Problems.Select(problem => Html.Of($"""<p class="alert bad" role="alert">{problem}</p>"""))}
        <p class="summary">{Summary(model)}</p>
        {Html.If(model.Meant > 0, () => Actions(model, query, request))}
        {operations.All.Where(operation => operation.Queue == model.Queue && operation.IsRunning).Select(operation => OperationPiece.Line(operation, request))}
        {Groups(model, query, request)}
        {Jobs(model, query, request)}
        """);

    private static string Summary(FailedModel model) => (model.Total, model.IsPart) switch
    {
        (0, _) => "No failed jobs.",
        (_, false) => $"{Figure.Count(model.Meant, "failed job")} of {Figure.Of(model.Total)}.",
        _ => $"{Figure.Of(model.Meant)} among the {Figure.Of(model.Looked)} looked at; there are {Figure.Of(model.Total)} in all.",
    };

    // They are for all that match, looked at or not.
    private static Html Actions(FailedModel model, FailedQuery query, PageRequest request)
    {
        var which = query.Filter.IsEmpty ? "all failed jobs of the queue" : "all failed jobs that the filter means";
        var fields = query.Fields.Select(field => field.Name == "queue" ? (field.Name, model.Queue) : field).ToList();
        return Html.Of($"""
            <div class="actions" role="group" aria-label="For all matching failed jobs">
            {Piece.Button(request, DashboardRole.Operator, "/failed/retry-all", "Retry all matching", $"Puts {which} back into their chats, looked at or not.", query.Command("retry", model.Queue), fields)}
            {Piece.Button(request, DashboardRole.Admin, "/failed/forget-all", "Forget all matching", $"Deletes {which}, looked at or not. This cannot be undone.", query.Command("forget", model.Queue), fields)}
            {Html.If(model.IsPart, () => Piece.Button(request, DashboardRole.Operator, "/failed/count-all", "Count all by error", null, null, fields))}
            {Html.If(model.IsPart, () => Piece.Copy(query.Command("groups", model.Queue)))}</div>
            """);
    }

    private static Html Groups(FailedModel model, FailedQuery query, PageRequest request) => Html.If(model.Groups.Count > 0, () => Html.Of($"""
        <h2>By error</h2>
        <div class="scroll"><table class="groups"><thead><tr><th scope="col" class="n">Count</th><th scope="col">Error</th><th scope="col">Last</th><th scope="col">First</th></tr></thead>
        <tbody>{model.Groups.Select(group => Html.Of($"""
            <tr><td class="n">{Figure.Of(group.Count)}</td><th scope="row"><a href="{request.Link("/failed", [.. With(query, model.Queue, group.Error)])}">{Cut(group.Error)}</a></th><td>{Piece.Time(group.Last)}</td><td>{Piece.Time(group.First)}</td></tr>
            """))}</tbody></table></div>
        """));

    private static Html Jobs(FailedModel model, FailedQuery query, PageRequest request) => Html.If(model.Jobs.Count > 0, () => Html.Of($"""
        <h2>One by one</h2>
        <div class="scroll"><table><thead><tr><th scope="col">Failed at</th><th scope="col">Chat</th><th scope="col">Bot</th><th scope="col" class="n">Update</th><th scope="col" class="n">Tries</th><th scope="col">Error</th></tr></thead>
        <tbody>{model.Jobs.Select(job => Html.Of($"""
            <tr><td><a href="{request.Link("/failed/job", ("queue", job.Queue), ("id", job.Id))}">{Piece.Time(job.FailedAt)}</a></td><td><a href="{request.Link("/chat", ("queue", job.Queue), ("lane", job.Lane))}">{job.Lane}</a></td><td>{job.Bot}</td><td class="n">{job.UpdateId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"}</td><td class="n">{job.Attempts}</td><td class="long">{Cut(job.Error)}</td></tr>
            """))}</tbody></table></div>
        {Html.If(model.Next is not null, () => Html.Of($"""<p><a class="more" href="{request.Link("/failed", [.. query.Fields, ("from", model.Next)])}">Older ones</a></p>"""))}
        """));

    private static IEnumerable<(string Name, string? Value)> With(FailedQuery query, string queue, string group) =>
        query.Fields.Select(field => field.Name switch { "group" => ("group", group), "queue" => ("queue", queue), _ => field });

    private static string Cut(string text) => Core.Text.SafeText.Of(text, 300);
}
