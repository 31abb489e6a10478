using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>Gives each update to the first route that matches. Built once; what an update costs is asking the routes of its kind.</summary>
internal sealed class RoutedHandler : IUpdateHandler
{
    private readonly BuiltRoute[][] _byKind;
    private readonly BuiltRoute? _fallback;
    private readonly UpdateDelegate _entry;
    private readonly Action<UpdateContext, string>? _chosen;

    private RoutedHandler(BuiltRoute[][] byKind, BuiltRoute? fallback, UpdateRoutes root, Action<UpdateContext, string>? chosen)
    {
        _byKind = byKind;
        _fallback = fallback;
        _chosen = chosen;
        _entry = root.Register.Outermost.Aggregate(BuiltRoute.Wrap(DispatchAsync, root.Middleware), (next, around) => around(next));
    }

    /// <summary>Builds the handler; after that the routes are closed.</summary>
    /// <param name="routes">The root of the routes.</param>
    /// <param name="time">Tells how old an update is.</param>
    /// <param name="services">What is known of the services; null leaves it to the first update to find out.</param>
    /// <param name="chosen">Told the name of each route that is about to handle an update.</param>
    /// <exception cref="InvalidRoutesException">Something cannot work; it lists everything that cannot.</exception>
    public static RoutedHandler Build(
        UpdateRoutes routes, TimeProvider time, IServiceFacts? services = null, Action<UpdateContext, string>? chosen = null)
    {
        var register = routes.Register;
        register.Close();
        RouteNames.Settle(register.Routes);
        var problems = new RouteProblems();
        RouteChecks.Check(routes, services, problems);
        var compiler = new HandlerCompiler(register.Sources, services, problems);
        var byKind = Enum.GetValues<UpdateKind>().Select(_ => new List<BuiltRoute>()).ToArray();
        foreach (var (group, route) in register.Routes)
        {
            if (BuiltRoute.Build(group, route, compiler, time) is { } built)
            {
                foreach (var kind in route.Kinds.Distinct())
                {
                    byKind[(int)kind].Add(built);
                }
            }
        }

        var fallback = register.Fallback is { } last ? BuiltRoute.Build(routes, last, compiler, time) : null;
        problems.ThrowIfAny();
        return new RoutedHandler(Array.ConvertAll(byKind, list => list.ToArray()), fallback, routes, chosen);
    }

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
        _entry(context, cancellationToken);

    private ValueTask<UpdateOutcome> DispatchAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        var routes = _byKind[(int)context.View.Kind];
        for (var i = 0; i < routes.Length; i++)
        {
            if (routes[i].Matches(context))
            {
                Choose(context, routes[i].Name);
                var handling = routes[i].Handle(context, cancellationToken);
                if (!handling.IsCompletedSuccessfully)
                {
                    return ContinueAsync(handling, context, routes, i, cancellationToken);
                }

                var outcome = handling.Result;
                if (outcome.Kind != OutcomeKind.Skip)
                {
                    return new(outcome);
                }
            }
        }

        return FallbackAsync(context, cancellationToken);
    }

    private async ValueTask<UpdateOutcome> ContinueAsync(
        ValueTask<UpdateOutcome> handling, UpdateContext context, BuiltRoute[] routes, int at, CancellationToken cancellationToken)
    {
        var outcome = await handling.ConfigureAwait(false);
        while (outcome.Kind == OutcomeKind.Skip && ++at < routes.Length)
        {
            if (routes[at].Matches(context))
            {
                Choose(context, routes[at].Name);
                outcome = await routes[at].Handle(context, cancellationToken).ConfigureAwait(false);
            }
        }

        return outcome.Kind == OutcomeKind.Skip ? await FallbackAsync(context, cancellationToken).ConfigureAwait(false) : outcome;
    }

    private void Choose(UpdateContext context, string name)
    {
        context.Route = name;
        _chosen?.Invoke(context, name);
    }

    private ValueTask<UpdateOutcome> FallbackAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        if (_fallback is null)
        {
            return default;
        }

        context.Keep(RouteValues.None);
        Choose(context, _fallback.Name);
        return _fallback.Handle(context, cancellationToken);
    }
}
