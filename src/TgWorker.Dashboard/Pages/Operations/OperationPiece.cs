using System.Globalization;
using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Operations;

/// <summary>An operation in one line.</summary>
internal static class OperationPiece
{
    public static Html Line(BulkOperation operation, PageRequest request) => Html.Of($"""
        <p class="alert"><a href="{request.Link("/operation", ("id", operation.Id.ToString(CultureInfo.InvariantCulture)))}">{NameOf(operation.Kind)}</a> {Progress(operation)}</p>
        """);

    public static string NameOf(BulkKind kind) => kind switch
    {
        BulkKind.Retry => "Retry all matching",
        BulkKind.Forget => "Forget all matching",
        _ => "Count all by error",
    };

    public static string Progress(BulkOperation operation) => operation.State switch
    {
        BulkState.Finding => $"looks for them: {Figure.Of(operation.Seen)} seen of {Figure.Of(operation.Before)}",
        BulkState.Acting => $"{Figure.Of(operation.Done)} of {Figure.Of(operation.Total)}",
        BulkState.Done when operation.Kind == BulkKind.Groups => $"{Figure.Count(operation.Groups.Sum(group => group.Count), "failed job")} counted",
        BulkState.Done => $"{Figure.Of(operation.Done)} done",
        BulkState.Cancelled => $"cancelled after {Figure.Of(operation.Done)} of {Figure.Of(operation.Total)}",
        _ => $"ended after {Figure.Of(operation.Done)} of {Figure.Of(operation.Total)}",
    };
}
