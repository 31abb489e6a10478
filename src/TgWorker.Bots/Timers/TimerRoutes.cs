using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Routes for timers, and timers for handlers.</summary>
public static class TimerRoutes
{
    extension(UpdateContext context)
    {
        /// <summary>The timers of this update's chat.</summary>
        /// <exception cref="InvalidOperationException">The queue has no timers, or the update belongs to no chat and no user.</exception>
        public UpdateTimers Timers => UpdateTimers.Of(context);
    }

    /// <summary>
    /// Handles timers whose name matches a pattern, such as <c>remind:{id:int}</c>, when they go off. They come in the chat's order, and
    /// are tried again and given up like any update. A handler may take a <see cref="FiredTimer"/>. A timer that is later than it may be is
    /// finished without the handler.
    /// </summary>
    /// <param name="routes">The routes.</param>
    /// <param name="pattern">The pattern of the names.</param>
    /// <param name="handler">The handler.</param>
    public static Route OnTimer(this UpdateRoutes routes, string pattern, Delegate handler) =>
        routes.OnTimer(pattern, HandlerSource.Of(handler));

    internal static Route OnTimer(this UpdateRoutes routes, string pattern, HandlerSource handler)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var (names, fault) = Read(pattern);
        var route = new Route(
            Writing.Call("OnTimer", pattern),
            [UpdateKind.Timer],
            context => FiredTimer.Of(context) is { } timer ? names?.Match(timer.Name) : null,
            names?.Captures ?? [],
            handler)
        {
            Around = SkipLate,
        };
        route.Sources.Add(new ParameterSource(typeof(FiredTimer), FiredTimer.Of));
        if (fault is not null)
        {
            route.Faults.Add(fault);
        }

        return routes.Add(route);
    }

    private static (RoutePattern? Names, string? Fault) Read(string pattern)
    {
        try
        {
            return (new RoutePattern(pattern), null);
        }
        catch (FormatException e)
        {
            return (null, e.Message);
        }
    }

    // It was in time for its lane, which was busy for too long.
    private static UpdateDelegate SkipLate(UpdateDelegate handle, TimeProvider time) => (context, cancellationToken) =>
        FiredTimer.Of(context) is { NotLaterThan: { } late } timer && time.GetUtcNow() - timer.Due > late ? new(UpdateOutcome.Handled)
            : handle(context, cancellationToken);
}
