using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>One route: which updates it takes, and the handler it gives them to.</summary>
public sealed class Route : Conditional<Route>
{
    private readonly Matcher? _match;
    private readonly HandlerSource _handler;

    internal Route(string name, UpdateKind[] kinds, Matcher? match, IReadOnlyList<string> captures, HandlerSource handler)
    {
        Name = name;
        Kinds = kinds;
        Captures = captures;
        _match = match;
        _handler = handler;
    }

    /// <summary>What the route is called in logs, errors and the test kit; by default what it takes, such as <c>command start</c>.</summary>
    public string Name { get; private set; }

    internal UpdateKind[] Kinds { get; private set; }

    internal IReadOnlyList<string> Captures { get; }

    internal TimeSpan? OldestAge { get; private set; }

    internal HandlerSource? Late { get; private set; }

    /// <summary>For a route that takes albums: how long without another message makes one whole.</summary>
    internal TimeSpan? Quiet { get; set; }

    internal HandlerSource Handler => _handler;

    /// <summary>Gives the route a name.</summary>
    public Route Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>
    /// Takes these kinds of update, in place of those it would take: <c>OnText(…).From(UpdateKind.Message, UpdateKind.EditedMessage)</c>.
    /// </summary>
    public Route From(params UpdateKind[] kinds)
    {
        ArgumentOutOfRangeException.ThrowIfZero(kinds.Length, nameof(kinds));
        Kinds = kinds;
        return this;
    }

    /// <summary>
    /// Does not run the handler for updates that are older than this, counted from when they were queued, else from the
    /// message's date; one of unknown age is not old.
    /// </summary>
    /// <param name="age">The oldest age that the handler still runs for.</param>
    /// <param name="late">Handles what is older, a cheap answer for instance; null finishes it unhandled.</param>
    public Route MaxAge(TimeSpan age, Delegate? late = null)
    {
        OldestAge = age;
        Late = late is null ? null : HandlerSource.Of(late);
        return this;
    }

    internal bool Matches(UpdateContext context)
    {
        context.Keep(RouteValues.None);
        if (_match is not null)
        {
            if (_match(context) is not { } values)
            {
                return false;
            }

            context.Keep(values);
        }

        return true;
    }

    /// <summary>Whether an update has what the route is for, and the values in it; null when it has not.</summary>
    internal delegate RouteValues? Matcher(UpdateContext context);
}
