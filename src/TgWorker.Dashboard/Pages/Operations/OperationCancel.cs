using System.Globalization;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Operations;

/// <summary>Ends an operation; what it did until then is done.</summary>
internal sealed class OperationCancel(DashboardQueues queues, BulkOperations operations, DashboardAudit audit) : IPageAction
{
    public string Path => "/operation/cancel";

    public DashboardRole Needed => DashboardRole.Operator;

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Number("id") is not { } id || id is < 0 or > int.MaxValue || operations.Find((int)id) is not { } operation)
        {
            return new ActionResult(Remark.NotThere, request.Link("/failed", ("did", nameof(Remark.NotThere))));
        }

        if (await queues.FindAsync(operation.Queue, cancellationToken) is { } queue)
        {
            await audit.AddAsync(request.Person, queue, "cancel", $"operation {operation.Id}", cancellationToken);
        }

        operation.Cancel();
        return new ActionResult(
            Remark.Cancelled, request.Link(
                "/operation", ("id", operation.Id.ToString(CultureInfo.InvariantCulture)), ("did", nameof(Remark.Cancelled))));
    }
}
