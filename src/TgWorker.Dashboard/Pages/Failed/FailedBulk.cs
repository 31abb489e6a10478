using System.Globalization;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Begins an operation on all matching failed jobs.</summary>
internal sealed class FailedBulk(BulkKind kind, DashboardQueues queues, BulkOperations operations, DashboardAudit audit) : IPageAction
{
    public string Path => kind switch
    {
        BulkKind.Retry => "/failed/retry-all",
        BulkKind.Forget => "/failed/forget-all",
        _ => "/failed/count-all",
    };

    public DashboardRole Needed => kind == BulkKind.Forget ? DashboardRole.Admin : DashboardRole.Operator;

    private string Verb => kind switch
    {
        BulkKind.Retry => "retry",
        BulkKind.Forget => "forget",
        _ => "groups",
    };

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var query = FailedQuery.Of(request);
        if (query.Problems.Count > 0 || await queues.FindAsync(query.Queue, cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/failed", [.. query.Fields, ("did", nameof(Remark.Bad))]));
        }

        if (kind != BulkKind.Groups)
        {
            await audit.AddAsync(request.Person, queue, "failed " + Verb, query.InWords(), cancellationToken);
        }

        return operations.Begin(kind, queue, query.Filter, request.Person.Name, query.Command(Verb, queue.Name)) is { } operation
            ? new ActionResult(Remark.Begun, request.Link("/operation", ("id", operation.Id.ToString(CultureInfo.InvariantCulture))))
            : new ActionResult(Remark.Busy, request.Link("/failed", [.. query.Fields, ("did", nameof(Remark.Busy))]));
    }
}
