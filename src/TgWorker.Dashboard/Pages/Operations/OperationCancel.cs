using System.Globalization;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Pages.Operations;

/// <summary>Ends an operation; what it did until then is done.</summary>
internal sealed class OperationCancel(BulkOperations operations, DashboardAudit audit) : IPageAction
{
    public string Path => "/operation/cancel";

    public DashboardRole Needed => DashboardRole.Operator;

    public Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Number("id") is not { } id || id is < 0 or > int.MaxValue || operations.Find((int)id) is not { } operation)
        {
            return Task.FromResult(new ActionResult(Remark.NotThere, request.Link("/failed", ("did", nameof(Remark.NotThere)))));
        }

        audit.Add(request.Person, operation.Queue, "cancel", $"operation {operation.Id}");
        operation.Cancel();
        return Task.FromResult(new ActionResult(
            Remark.Cancelled, request.Link(
                "/operation", ("id", operation.Id.ToString(CultureInfo.InvariantCulture)), ("did", nameof(Remark.Cancelled)))));
    }
}
