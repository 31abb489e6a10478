using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Button presses whose data match a pattern, such as <c>vote:{id:int}</c>; any when none is given.</summary>
public sealed class CallbackQueryAttribute(string? pattern = null) : RouteAttribute(pattern)
{
    /// <summary>The pattern; null is any data.</summary>
    public string? Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Pattern is null ? routes.AddPlain("OnCallbackQuery()", [Core.Updates.UpdateKind.CallbackQuery], handler)
            : routes.OnCallbackQuery(Pattern, handler);
}
