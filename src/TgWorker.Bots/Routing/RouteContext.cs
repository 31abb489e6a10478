using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>What the routing puts into the context.</summary>
public static class RouteContext
{
    extension(UpdateContext context)
    {
        /// <summary>What the route's pattern captured.</summary>
        public RouteValues Values => ValuesOf(context);
    }

    internal static RouteValues ValuesOf(UpdateContext context) => context.Find<RouteValues>() ?? RouteValues.None;
}
