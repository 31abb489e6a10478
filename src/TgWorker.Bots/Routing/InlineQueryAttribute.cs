using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Handles inline queries whose text matches a pattern, or all inline queries.</summary>
public sealed class InlineQueryAttribute(string? pattern = null) : RouteAttribute(pattern)
{
    /// <summary>The pattern; null for any text.</summary>
    public string? Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Pattern is null ? routes.AddPlain("OnInlineQuery()", [Core.Updates.UpdateKind.InlineQuery], handler)
            : routes.OnInlineQuery(Pattern, handler);
}
