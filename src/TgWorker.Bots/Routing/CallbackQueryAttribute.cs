namespace TgWorker.Bots.Routing;

/// <summary>Button presses whose data match a pattern, such as <c>vote:{id:int}</c>.</summary>
public sealed class CallbackQueryAttribute(string pattern) : RouteAttribute
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnCallbackQuery(Pattern, handler);
}
