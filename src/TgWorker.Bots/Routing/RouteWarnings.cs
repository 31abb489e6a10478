using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>What looks wrong with routes but need not be, a line for each.</summary>
internal static class RouteWarnings
{
    /// <param name="root">The root of the routes.</param>
    /// <param name="bots">The bots that have a token.</param>
    public static IEnumerable<string> Of(UpdateRoutes root, IReadOnlyCollection<string> bots)
    {
        var routes = root.Register.Routes;
        for (var i = 0; i < routes.Count; i++)
        {
            var route = routes[i].Route;
            if (routes.Take(i).FirstOrDefault(earlier => TakesAllOf(earlier, route)) is { Route: { } first })
            {
                yield return $"{RouteProblems.Subject(route)} never runs: {RouteProblems.Subject(first)}, which comes before it, "
                    + $"takes everything it is for. "
                    + "Add the more specific one first, give the other a condition, or have it return UpdateOutcome.Skip.";
            }

            var strangers = routes[i].Group.Lineage.SelectMany(group => group.Bots).Concat(route.Bots)
                .Where(bot => bots.Count > 0 && !bots.Contains(bot));
            foreach (var bot in strangers.Distinct())
            {
                yield return $"{RouteProblems.Subject(route)} never runs: no bot '{bot}' has a token; those that have one are "
                    + $"{string.Join(", ", bots)}.";
            }
        }
    }

    private static bool TakesAllOf((UpdateRoutes Group, Route Route) earlier, Route later)
    {
        var route = earlier.Route;
        return (route.TakesAllOfItsKinds || (route.TakesWholeCommand && route.Command == later.Command))
            && route.Conditions.Count == 0 && earlier.Group.Lineage.All(group => group.Conditions.Count == 0)
            && later.Kinds.Length > 0 && later.Kinds.All(route.Kinds.Contains)
            && (route.MessageKinds is null || (later.MessageKinds is { } kinds && kinds.All(route.MessageKinds.Contains)))
            && !MaySkip(route.Handler.Method.ReturnType);
    }

    private static bool MaySkip(Type result) =>
        result == typeof(UpdateOutcome) || result == typeof(Task<UpdateOutcome>) || result == typeof(ValueTask<UpdateOutcome>);
}
