using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Handles messages with any text, or those whose whole text matches a pattern.</summary>
public sealed class TextAttribute(string? pattern = null) : RouteAttribute(pattern)
{
    /// <summary>The pattern; null for any text.</summary>
    public string? Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Pattern is null ? routes.OnMessage("OnText()", [MessageKind.Text], handler) : routes.OnText(Pattern, handler);
}
