namespace TgWorker.Bots.Routing;

/// <summary>Sees to it that each route's name is its own.</summary>
internal static class RouteNames
{
    /// <summary>Numbers routes that were written alike; names that were given by hand are left alone.</summary>
    public static void Settle(IReadOnlyList<(UpdateRoutes Group, Route Route)> routes)
    {
        var taken = routes.Where(added => added.Route.IsNamed).Select(added => added.Route.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, route) in routes.Where(added => !added.Route.IsNamed))
        {
            var name = route.Name;
            for (var number = 2; !taken.Add(route.Name); number++)
            {
                route.Name = $"{name} #{number}";
            }
        }
    }

    /// <summary>Names that were given to more than one route.</summary>
    public static IEnumerable<string> Twice(IReadOnlyList<(UpdateRoutes Group, Route Route)> routes) =>
        routes.Where(added => added.Route.IsNamed).GroupBy(added => added.Route.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key);
}
