using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>All routes of a tree of groups, in the order in which they were added, and what stands around them.</summary>
internal sealed class RouteRegister
{
    private readonly List<(UpdateRoutes Group, Route Route)> _routes = [];
    private readonly List<Type> _middleware = [];
    private readonly List<Type> _classes = [];
    private Action<Type>? _onClass;
    private bool _built;

    public IReadOnlyList<(UpdateRoutes Group, Route Route)> Routes => _routes;

    /// <summary>The services that middleware comes from.</summary>
    public IReadOnlyList<Type> Middleware => _middleware;

    public Route? Fallback { get; private set; }

    /// <summary>Whether something keeps <see cref="IConversationSteps"/> with each attempt.</summary>
    public bool UsesState { get; set; }

    /// <summary>What was put around the handlers before the state and reads it, as it was written.</summary>
    public List<string> BeforeState { get; } = [];

    /// <summary>How many limits for users there are.</summary>
    public int UserLimits { get; set; }

    public Dictionary<string, string> Usernames { get; } = new(StringComparer.Ordinal);

    /// <summary>What fills parameters of every handler.</summary>
    public List<ParameterSource> Sources { get; } = [];

    /// <summary>Put around everything, the root's middleware too; the last one is outermost.</summary>
    public List<Func<UpdateDelegate, UpdateDelegate>> Outermost { get; } = [];

    /// <summary>Told of every chat that a handler's call found gone.</summary>
    public List<Func<UpdateContext, ChatGone, CancellationToken, ValueTask>> ChatGone { get; } = [];

    /// <summary>Mistakes that are no route's own.</summary>
    public List<string> Faults { get; } = [];

    public void Add(UpdateRoutes group, Route route)
    {
        ThrowIfBuilt();
        _routes.Add((group, route));
    }

    public void AddClass(Type type)
    {
        _classes.Add(type);
        _onClass?.Invoke(type);
    }

    /// <summary>Has somebody told of every class of handlers, those that are there already too.</summary>
    public void OnClass(Action<Type> told)
    {
        _classes.ForEach(told);
        _onClass = told;
    }

    public void NeedsMiddleware(Type service) => _middleware.Add(service);

    public void SetFallback(Route fallback)
    {
        ThrowIfBuilt();
        if (Fallback is not null)
        {
            Faults.Add($"{RouteProblems.Subject(fallback)}: there is a fallback already, and only one can come last: "
                + "remove one of them");
        }

        Fallback ??= fallback;
    }

    public void Close() => _built = true;

    public void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("The worker runs already: add routes before the host is started.");
        }
    }
}
