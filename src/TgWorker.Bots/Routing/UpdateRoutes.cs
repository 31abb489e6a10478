using System.Text.RegularExpressions;
using TgWorker.Bots.Albums;
using TgWorker.Bots.Conversations;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>
/// Which handler gets which update. Routes are asked in the order in which they were added, those of groups included, and the
/// first that matches handles the update; one that answers <see cref="UpdateOutcome.Skip"/> leaves it to the next. Where
/// none matches, the fallback handles it; without a fallback it is finished unhandled.
/// </summary>
/// <remarks>
/// Handlers are lambdas or methods. Their parameters are filled by type (<see cref="UpdateContext"/>, <see cref="UpdateView"/>,
/// <see cref="MessageCommand"/>, <see cref="Album"/>, <see cref="CancellationToken"/>), by name (what the pattern captured), else from the update's services.
/// </remarks>
public sealed class UpdateRoutes : Conditional<UpdateRoutes>
{
    private static readonly TimeSpan DefaultQuiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMinutes(1);

    private readonly RouteRegister _register;
    private readonly UpdateRoutes? _parent;
    private readonly List<Func<UpdateDelegate, UpdateDelegate>> _middleware = [];

    /// <summary>Creates an empty list of routes.</summary>
    public UpdateRoutes() => _register = new RouteRegister();

    private UpdateRoutes(UpdateRoutes parent)
    {
        _parent = parent;
        _register = parent._register;
    }

    internal RouteRegister Register => _register;

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

    /// <summary>A group of routes with conditions and middleware of its own, which hold wherever in the group they were added.</summary>
    public UpdateRoutes Group() => new(this);

    /// <summary>
    /// Puts something around the handlers: of the root around all of the routing, of a group around its routes. What was added
    /// first is outermost.
    /// </summary>
    public UpdateRoutes Use(Func<UpdateContext, UpdateDelegate, CancellationToken, ValueTask<UpdateOutcome>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _register.ThrowIfBuilt();
        _middleware.Add(next => (context, cancellationToken) => middleware(context, next, cancellationToken));
        return this;
    }

    /// <summary>Puts a middleware around the handlers that comes from the update's services.</summary>
    public UpdateRoutes Use<TMiddleware>()
        where TMiddleware : class, IUpdateMiddleware
    {
        _register.Needs(typeof(TMiddleware));
        return Use((context, next, cancellationToken) => context.Services.GetService(typeof(TMiddleware)) is TMiddleware middleware
            ? middleware.HandleAsync(context, next, cancellationToken)
            : throw new InvalidOperationException($"There is no service {typeof(TMiddleware).FullName}: register it with builder.Services."));
    }

    /// <summary>
    /// Sees every exception of the handlers inside, but for those that cancel them. An outcome settles the update; null lets
    /// the exception go on, and it is a failed try.
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

    /// <summary>Handles updates that no route matches.</summary>
    public void OnFallback(Delegate handler) => _register.SetFallback(HandlerSource.Of(handler));

    /// <summary>Handles every update of these kinds, or of any kind when none is given.</summary>
    public Route On(Delegate handler, params UpdateKind[] kinds) =>
        Add(kinds.Length == 0 ? "any update" : string.Join(" or ", kinds), kinds.Length == 0 ? Enum.GetValues<UpdateKind>() : kinds, null, [], HandlerSource.Of(handler));

    /// <summary>Handles every update of one kind.</summary>
    public Route On(UpdateKind kind, Delegate handler) => On(handler, kind);

    /// <summary>
    /// Handles a command, letter case aside: <c>start</c>, or with a pattern for what follows it, <c>ban {user:long} {reason?}</c>.
    /// </summary>
    /// <remarks>
    /// The command stands at the beginning of a message's text or caption. <c>/start@other_bot</c> is not for this bot and does
    /// not match when <see cref="Usernames"/> knows the bot's own name.
    /// </remarks>
    /// <exception cref="FormatException">The pattern is not well formed.</exception>
    public Route OnCommand(string command, Delegate handler) => OnCommand(command, HandlerSource.Of(handler));

    /// <summary>Handles messages with a text that is no caption.</summary>
    public Route OnText(Delegate handler) => OnMessage(MessageKind.Text, handler);

    /// <summary>Handles messages whose whole text matches a pattern, such as <c>order {id:int}</c>.</summary>
    /// <exception cref="FormatException">The pattern is not well formed.</exception>
    public Route OnText(string pattern, Delegate handler) => OnText(pattern, HandlerSource.Of(handler));

    /// <summary>Handles messages whose text a regular expression finds something in; its named groups are captured.</summary>
    public Route OnText(Regex regex, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(regex);
        string[] names = [.. regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
        return Add($"text /{regex}/", [UpdateKind.Message], context => MatchText(context, regex, names), names, HandlerSource.Of(handler));
    }

    /// <summary>Handles button presses whose data match a pattern, such as <c>vote:{id:int}</c>.</summary>
    /// <exception cref="FormatException">The pattern is not well formed.</exception>
    public Route OnCallbackQuery(string pattern, Delegate handler) => OnCallbackQuery(pattern, HandlerSource.Of(handler));

    /// <summary>Handles inline queries whose text matches a pattern.</summary>
    /// <exception cref="FormatException">The pattern is not well formed.</exception>
    public Route OnInlineQuery(string pattern, Delegate handler) => OnInlineQuery(pattern, HandlerSource.Of(handler));

    /// <summary>Handles messages of these kinds, or every message when none is given: those that users write, no posts and no edits.</summary>
    public Route OnMessage(Delegate handler, params MessageKind[] kinds) => OnMessage(kinds, HandlerSource.Of(handler));

    /// <summary>Handles messages of one kind.</summary>
    public Route OnMessage(MessageKind kind, Delegate handler) => OnMessage(handler, kind);

    /// <summary>
    /// Handles albums: all messages that were sent as one, in one call, to a handler that takes an <see cref="Album"/>. The first
    /// message waits until no other has come for a quiet time; meanwhile only its chat waits, and no try is used up. When the
    /// update is handled, those other messages are finished without being handled again.
    /// </summary>
    /// <remarks>The route's and its groups' conditions are asked of the first message; <see cref="UpdateContext"/> is that message's.</remarks>
    /// <param name="handler">The handler.</param>
    /// <param name="quiet">The quiet time, 10 ms to 1 minute. Default 1 s. An album is never waited for longer than 5 quiet times.</param>
    public Route OnAlbum(Delegate handler, TimeSpan? quiet = null) => OnAlbum(HandlerSource.Of(handler), quiet ?? DefaultQuiet);

    /// <summary>The usernames of the bots, by the name the proxy gives them: tells commands for them from commands for other bots.</summary>
    public IDictionary<string, string> Usernames => _register.Usernames;

    internal Route OnAlbum(HandlerSource handler, TimeSpan quiet)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quiet, ShortestQuiet, nameof(quiet));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quiet, LongestQuiet, nameof(quiet));
        var route = Add("album", [UpdateKind.Message], context => context.AlbumTurn is { IsLeft: false } ? RouteValues.None : null, [], handler);
        route.Quiet = quiet;
        return route;
    }

    internal Route OnMessage(MessageKind[] kinds, HandlerSource handler) => Add(
        kinds.Length == 0 ? "any message" : "message " + string.Join(" or ", kinds),
        [UpdateKind.Message],
        kinds.Length == 0 ? null : context => kinds.Contains(context.View.MessageKind) ? RouteValues.None : null,
        [],
        handler);

    internal Route On(UpdateKind kind, HandlerSource handler) => Add(kind.ToString(), [kind], null, [], handler);

    internal Route OnCommand(string command, HandlerSource handler)
    {
        var match = new CommandMatch(command, _register.Usernames);
        return Add("command " + command, [UpdateKind.Message], match.Match, match.Names, handler);
    }

    internal Route OnText(string pattern, HandlerSource handler)
    {
        var match = new RoutePattern(pattern);
        return Add($"text '{pattern}'", [UpdateKind.Message], context => context.View is { MessageKind: MessageKind.Text, Text: { } text } ? match.Match(text) : null, match.Names, handler);
    }

    internal Route OnCallbackQuery(string pattern, HandlerSource handler)
    {
        var match = new RoutePattern(pattern);
        return Add($"callback '{pattern}'", [UpdateKind.CallbackQuery], context => context.View.CallbackData is { } data ? match.Match(data) : null, match.Names, handler);
    }

    internal Route OnInlineQuery(string pattern, HandlerSource handler)
    {
        var match = new RoutePattern(pattern);
        return Add($"inline query '{pattern}'", [UpdateKind.InlineQuery], context => context.View.Query is { } query ? match.Match(query) : null, match.Names, handler);
    }

    internal Route Add(string name, UpdateKind[] kinds, Route.Matcher? match, IReadOnlyList<string> captures, HandlerSource handler)
    {
        var route = new Route(name, kinds, match, captures, handler);
        _register.Add(this, route);
        return route;
    }

    private static RouteValues? MatchText(UpdateContext context, Regex regex, string[] names)
    {
        if (context.View is not { MessageKind: MessageKind.Text, Text: { } text } || regex.Match(text) is not { Success: true } match)
        {
            return null;
        }

        return new RouteValues(names, Array.ConvertAll(names, name => match.Groups[name] is { Success: true } group ? group.Value : null));
    }
}
