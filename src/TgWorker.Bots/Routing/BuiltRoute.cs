using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>A route with the conditions and the middleware of its groups, ready to run.</summary>
internal sealed class BuiltRoute(
    Route route, Func<UpdateContext, bool>[] conditions, IReadOnlyList<Func<RouteValues, bool>> checks, UpdateDelegate handle)
{
    public string Name => route.Name;

    public UpdateDelegate Handle => handle;

    /// <returns>The route; null when it has problems.</returns>
    public static BuiltRoute? Build(UpdateRoutes group, Route route, HandlerCompiler compiler, TimeProvider time)
    {
        var late = route.Late is null ? null : compiler.Compile(route, route.Late);
        if (compiler.Compile(route) is not { } compiled || (route.Late is not null && late is null))
        {
            return null;
        }

        var handle = route.OldestAge is { } oldest ? WithAge(compiled.Handle, oldest, late?.Handle, time) : compiled.Handle;

        // The root's middleware stands around the routing itself.
        foreach (var ancestor in group.Lineage.Where(ancestor => !ancestor.IsRoot))
        {
            handle = Wrap(handle, ancestor.Middleware);
        }

        Func<UpdateContext, bool>[] conditions =
            [.. group.Lineage.Reverse().SelectMany(ancestor => ancestor.Conditions), .. route.Conditions];
        return new BuiltRoute(route, conditions, compiled.Checks, route.Around is { } around ? around(handle, time) : handle);
    }

    /// <summary>Puts middleware around a handler, the first one outermost.</summary>
    public static UpdateDelegate Wrap(UpdateDelegate handle, IReadOnlyList<Func<UpdateDelegate, UpdateDelegate>> middleware)
    {
        for (var i = middleware.Count - 1; i >= 0; i--)
        {
            handle = middleware[i](handle);
        }

        return handle;
    }

    public bool Matches(UpdateContext context)
    {
        if (!route.Matches(context))
        {
            return false;
        }

        foreach (var condition in conditions)
        {
            if (!condition(context))
            {
                return false;
            }
        }

        for (var i = 0; i < checks.Count; i++)
        {
            if (!checks[i](context.Values))
            {
                return false;
            }
        }

        return true;
    }

    private static UpdateDelegate WithAge(UpdateDelegate handle, TimeSpan oldest, UpdateDelegate? late, TimeProvider time) =>
        (context, cancellationToken) =>
    {
        var since = context.Job.PushedAt ?? context.View.Date;
        return since is null || time.GetUtcNow() - since <= oldest ? handle(context, cancellationToken)
            : late is null ? default
            : late(context, cancellationToken);
    };
}
