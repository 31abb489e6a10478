namespace TgWorker.Routing;

/// <summary>All routes of a tree of groups, in the order in which they were added.</summary>
internal sealed class RouteRegister
{
    private readonly List<(UpdateRoutes Group, Route Route)> _routes = [];
    private readonly List<Type> _needs = [];
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

    /// <summary>Told of every class of handlers.</summary>
    public Action<Type>? ClassAdded { get; set; }

    public void AddClass(Type type) => ClassAdded?.Invoke(type);

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
