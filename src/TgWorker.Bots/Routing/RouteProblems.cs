namespace TgWorker.Bots.Routing;

/// <summary>
/// All that is wrong with a bot's routes, found before the first update; each is one line that names the route and the cure.
/// </summary>
internal sealed class RouteProblems
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(Route route, string what) => Add(Subject(route), what);

    public void Add(string subject, string what) => AddLine($"{subject}: {what}.");

    public void AddLine(string line)
    {
        if (!_lines.Contains(line))
        {
            _lines.Add(line);
        }
    }

    /// <summary>A route as its author wrote it, with the place.</summary>
    public static string Subject(Route route) => Subject(route.Written, route.Handler);

    public static string Subject(string written, HandlerSource handler) => written
        + (handler.Name is { } name && !written.Contains(name, StringComparison.Ordinal) ? $" → {name}" : "")
        + (SourcePlace.Of(handler.Written) is { } place ? $" ({place})" : "");

    /// <exception cref="InvalidRoutesException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
        {
            throw new InvalidRoutesException(_lines);
        }
    }
}
