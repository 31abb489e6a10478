namespace TgWorker.Bots.Routing;

/// <summary>All routes of a tree of groups, in the order in which they were added.</summary>
internal sealed class RouteRegister
{
    private readonly List<(UpdateRoutes Group, Route Route)> _routes = [];
    private readonly List<Type> _needs = [];
    private readonly List<Type> _classes = [];
    private Action<Type>? _onClass;
    private bool _built;

    public IReadOnlyList<(UpdateRoutes Group, Route Route)> Routes => _routes;

    /// <summary>The services that middleware comes from.</summary>
    public IReadOnlyList<Type> Services => _needs;

    public HandlerSource? Fallback { get; private set; }

    public bool UsesState { get; set; }

    public Dictionary<string, string> Usernames { get; } = new(StringComparer.Ordinal);

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

    public void Needs(Type service) => _needs.Add(service);

    public void SetFallback(HandlerSource handler)
    {
        ThrowIfBuilt();
        Fallback = Fallback is null ? handler : throw new InvalidOperationException("There is a fallback already; only one can be the last.");
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
