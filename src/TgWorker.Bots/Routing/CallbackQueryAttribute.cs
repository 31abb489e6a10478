using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Handles button presses whose data match a pattern, such as <c>vote:{id:int}</c>, or all button presses.</summary>
public sealed class CallbackQueryAttribute(string? pattern = null) : RouteAttribute(pattern)
{
    /// <summary>The pattern; null for any data.</summary>
    public string? Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Pattern is null ? routes.AddPlain("OnCallbackQuery()", [Core.Updates.UpdateKind.CallbackQuery], handler)
            : routes.OnCallbackQuery(Pattern, handler);
}
