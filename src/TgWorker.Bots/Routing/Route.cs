using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>A route: which updates it matches, and their handler.</summary>
public sealed class Route : Conditional<Route>
{
    private readonly Matcher? _match;
    private string? _name;

    internal Route(string written, UpdateKind[] kinds, Matcher? match, IReadOnlyList<Capture> captures, HandlerSource handler)
    {
        Written = written;
        Kinds = kinds;
        Captures = captures;
        Handler = handler;
        _match = match;
    }

    /// <summary>
    /// The route's name in logs, errors, and the test kit. The default is the route as it was written, such as
    /// <c>OnCommand("start")</c>; for a class of handlers it is the method, such as <c>Survey.Begin</c>.
    /// </summary>
    public string Name
    {
        get => _name ?? DefaultName ?? Written;
        internal set => _name = value;
    }

    internal bool IsNamed { get; private set; }

    internal string? DefaultName { get; set; }

    internal UpdateKind[] Kinds { get; private set; }

    /// <summary>The kinds of message it takes; null where it takes all, or no messages.</summary>
    internal MessageKind[]? MessageKinds { get; init; }

    internal IReadOnlyList<Capture> Captures { get; }

    /// <summary>What fills parameters of its handler, beside what fills them everywhere.</summary>
    internal List<ParameterSource> Sources { get; } = [];

    internal TimeSpan? OldestAge { get; private set; }

    internal HandlerSource? Late { get; private set; }

    internal HandlerSource Handler { get; }

    /// <summary>Whether it takes all updates of its kinds, and of its kinds of message, as long as its conditions hold.</summary>
    internal bool TakesAllOfItsKinds { get; init; }

    /// <summary>
    /// The type of the buttons whose presses it takes, and what their data begin with; null where it is not for one type's.
    /// </summary>
    internal (string Prefix, Type Type)? Button { get; init; }

    /// <summary>The command it takes, in lower case; null where it takes none.</summary>
    internal string? Command { get; set; }

    /// <summary>Whether it takes the command whatever follows it.</summary>
    internal bool TakesWholeCommand { get; set; }

    /// <summary>What Telegram's menu says of the command; null when it does not say anything.</summary>
    internal CommandTexts? Texts { get; set; }

    /// <summary>Put around the handler and its groups' middleware.</summary>
    internal Func<UpdateDelegate, TimeProvider, UpdateDelegate>? Around { get; init; }

    /// <summary>A route that cannot work: it matches nothing, and its fault is reported at the start.</summary>
    internal static Route Broken(string written, UpdateKind kind, Type parameter, string fault, HandlerSource handler)
    {
        var route = new Route(written, [kind], _ => null, [], handler);
        route.Sources.Add(new ParameterSource(parameter, _ => null));
        route.Faults.Add(fault);
        return route;
    }

    /// <summary>Gives the route a name.</summary>
    public Route Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsNamed = true;
        Written += Writing.Call(".Named", name);
        return this;
    }

    /// <summary>
    /// Handles these kinds of update instead of the usual ones: <c>OnText(…).From(UpdateKind.Message, UpdateKind.EditedMessage)</c>.
    /// </summary>
    public Route From(params UpdateKind[] kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        if (kinds.Length == 0)
        {
            Faults.Add("From() names no kind of update: name at least one, or leave it out");
        }

        Kinds = kinds;
        Written += Writing.Each(".From", kinds);
        return this;
    }

    /// <summary>
    /// Does not run the handler for updates that are older than this, counted from when they were queued, else from the
    /// message's date; one of unknown age is not old.
    /// </summary>
    /// <param name="age">The greatest age for which the handler still runs, above zero.</param>
    /// <param name="late">Handles older updates, for example with a short answer. Null finishes them unhandled.</param>
    public Route MaxAge(TimeSpan age, Delegate? late = null)
    {
        if (age <= TimeSpan.Zero)
        {
            Faults.Add($"MaxAge({Writing.Literal(age)}) lets nothing through: give more than zero");
        }

        OldestAge = age;
        Late = late is null ? null : HandlerSource.Of(late);
        Written += Writing.Call(".MaxAge", age);
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
