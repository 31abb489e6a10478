using TgWorker.Bots.Albums;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>A route with the conditions and the middleware of its groups, ready to run.</summary>
internal sealed class BuiltRoute(string name, Route? route, Func<UpdateContext, bool>[] conditions, UpdateDelegate handle)
{
    public string Name => name;

    public UpdateDelegate Handle => handle;

    public static BuiltRoute Build(UpdateRoutes group, Route route, HandlerCompiler compiler, TimeProvider time)
    {
        var handle = compiler.Compile(route.Handler, route.Captures, route.Quiet is not null);
        if (route.OldestAge is { } oldest)
        {
            handle = WithAge(handle, oldest, route.Late is { } late ? compiler.Compile(late, route.Captures, route.Quiet is not null) : null, time);
        }

        // The root's middleware stands around the routing itself.
        foreach (var ancestor in group.Lineage.Where(ancestor => ancestor != ancestor.Lineage.Last()))
        {
            handle = Wrap(handle, ancestor.Middleware);
        }

        if (route.Quiet is { } quiet)
        {
            handle = AlbumRoute.Gather(handle, quiet, time);
        }

        Func<UpdateContext, bool>[] conditions = [.. group.Lineage.Reverse().SelectMany(ancestor => ancestor.Conditions), .. route.Conditions];
        return new BuiltRoute(route.Name, route, conditions, handle);
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
        if (!route!.Matches(context))
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

        return true;
    }

    private static UpdateDelegate WithAge(UpdateDelegate handle, TimeSpan oldest, UpdateDelegate? late, TimeProvider time) => (context, cancellationToken) =>
    {
        var since = context.Job.PushedAt ?? context.View.Date;
        return since is null || time.GetUtcNow() - since <= oldest ? handle(context, cancellationToken)
            : late is null ? default
            : late(context, cancellationToken);
    };
}
