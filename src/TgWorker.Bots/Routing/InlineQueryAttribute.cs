namespace TgWorker.Bots.Routing;

/// <summary>Inline queries whose text matches a pattern.</summary>
public sealed class InlineQueryAttribute(string pattern) : RouteAttribute
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnInlineQuery(Pattern, handler);
}
