using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Messages with a text: any, or those whose whole text matches a pattern.</summary>
public sealed class TextAttribute(string? pattern = null) : RouteAttribute(pattern)
{
    /// <summary>The pattern; null is any text.</summary>
    public string? Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Pattern is null ? routes.OnMessage("OnText()", [MessageKind.Text], handler) : routes.OnText(Pattern, handler);
}
