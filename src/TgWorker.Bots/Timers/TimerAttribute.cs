using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Timers whose name matches a pattern, such as <c>remind:{id:int}</c>.</summary>
public sealed class TimerAttribute(string pattern) : RouteAttribute(pattern)
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnTimer(Pattern, handler);
}
