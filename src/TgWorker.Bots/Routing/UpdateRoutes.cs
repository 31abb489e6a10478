using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>
/// Decides which handler gets which update. Routes are tried in the order in which they were added, including those of groups. The
/// first that matches handles the update; if it returns <see cref="UpdateOutcome.Skip"/>, the next one that matches does. If
/// none matches, the fallback handles the update; without a fallback, it is finished unhandled.
/// </summary>
/// <remarks>
/// Handlers are lambdas or methods. Their parameters are filled by name (what the pattern captured), by type (<see cref="UpdateContext"/>,
/// <see cref="UpdateView"/>, <see cref="CancellationToken"/>, and Telegram.Bot's <see cref="Telegram.Bot.Types.Update"/>,
/// <see cref="Telegram.Bot.Types.Message"/>, <see cref="Telegram.Bot.Types.CallbackQuery"/>, and whatever an update carries), or from the
/// update's services, including <see cref="Telegram.Bot.ITelegramBotClient"/>. Everything that cannot work is reported at startup, all at
/// once.
/// </remarks>
public sealed partial class UpdateRoutes : Conditional<UpdateRoutes>
{
    private readonly RouteRegister _register;
    private readonly UpdateRoutes? _parent;
    private readonly List<Func<UpdateDelegate, UpdateDelegate>> _middleware = [];

    /// <summary>Creates an empty list of routes.</summary>
    public UpdateRoutes() => _register = new RouteRegister();

    private UpdateRoutes(UpdateRoutes parent)
    {
        _parent = parent;
        _register = parent._register;
        Written = parent._parent is null ? "Group()" : ".Group()";
    }

    /// <summary>
    /// The usernames of the bots, by their names. With them, commands that are meant for other bots do not match.
    /// </summary>
    public IDictionary<string, string> Usernames => _register.Usernames;

    internal RouteRegister Register => _register;

    internal bool IsRoot => _parent is null;

    internal IReadOnlyList<Func<UpdateDelegate, UpdateDelegate>> Middleware => _middleware;

    /// <summary>From the group to the root.</summary>
    internal IEnumerable<UpdateRoutes> Lineage
    {
        get
        {
            for (var at = this; at is not null; at = at._parent)
            {
                yield return at;
            }
        }
    }

    /// <summary>Creates a group of routes with its own conditions and middleware, which apply to all of its routes.</summary>
    public UpdateRoutes Group() => new(this);

    /// <summary>
    /// Wraps the handlers: on the root, all of the routing; on a group, its routes. What was added
    /// first is outermost.
    /// </summary>
    public UpdateRoutes Use(Func<UpdateContext, UpdateDelegate, CancellationToken, ValueTask<UpdateOutcome>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _register.ThrowIfBuilt();
        _middleware.Add(next => (context, cancellationToken) => middleware(context, next, cancellationToken));
        return this;
    }

    /// <summary>Wraps the handlers in a middleware from the update's services.</summary>
    public UpdateRoutes Use<TMiddleware>()
        where TMiddleware : class, IUpdateMiddleware
    {
        _register.NeedsMiddleware(typeof(TMiddleware));
        return Use((context, next, cancellationToken) => context.Services.GetService(typeof(TMiddleware)) is TMiddleware middleware
            ? middleware.HandleAsync(context, next, cancellationToken)
            : throw new InvalidOperationException(
                $"There is no service {typeof(TMiddleware).FullName}: register it with builder.Services."));
    }

    /// <summary>
    /// Sees every exception of the handlers inside, except cancellations: on the root, of all handlers; on a group, of its own. An
    /// outcome decides what becomes of the update; null rethrows the exception, which is a failed try.
    /// </summary>
    public UpdateRoutes OnError(Func<UpdateContext, Exception, CancellationToken, ValueTask<UpdateOutcome?>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Use(async (context, next, cancellationToken) =>
        {
            try
            {
                return await next(context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (await hook(context, exception, cancellationToken).ConfigureAwait(false) is { } outcome)
                {
                    return outcome;
                }

                throw;
            }
        });
    }

    /// <summary>All routes of the bot, in the order in which they are tried; the fallback is last.</summary>
    public IReadOnlyList<RouteInfo> List()
    {
        RouteNames.Settle(_register.Routes);
        return
        [
            .. _register.Routes.Select(
                added => Describe(added.Route, string.Concat(added.Group.Lineage.Reverse().Skip(1).Select(group => group.Written)))),
            .. _register.Fallback is { } fallback ? [Describe(fallback, "")] : Array.Empty<RouteInfo>(),
        ];
    }

    /// <summary>Handles updates that no route matches.</summary>
    public void OnFallback(Delegate handler) =>
        _register.SetFallback(new Route("OnFallback()", Enum.GetValues<UpdateKind>(), null, [], HandlerSource.Of(handler)));

    private static RouteInfo Describe(Route route, string groups) =>
        new(route.Name, groups.Length == 0 ? route.Written : $"{groups}.{route.Written}", route.Kinds, route.Handler.Name,
            SourcePlace.Of(route.Handler.Written));
}
