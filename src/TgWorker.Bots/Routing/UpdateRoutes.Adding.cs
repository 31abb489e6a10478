using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using Capture = TgWorker.Bots.Routing.Capture;

namespace TgWorker.Bots;

/// <content>Adding routes.</content>
public sealed partial class UpdateRoutes
{
    /// <summary>Handles every update of these kinds, or of any kind if none is given.</summary>
    public Route On(Delegate handler, params UpdateKind[] kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return AddPlain(Writing.Each("On", kinds), kinds.Length == 0 ? Enum.GetValues<UpdateKind>() : kinds, HandlerSource.Of(handler));
    }

    /// <summary>Handles every update of one kind.</summary>
    public Route On(UpdateKind kind, Delegate handler) => On(handler, kind);

    /// <summary>
    /// Handles a command, ignoring its case: <c>start</c>, or with a pattern for its arguments, <c>ban {user:long} {reason?}</c>.
    /// </summary>
    /// <remarks>
    /// The command is at the beginning of a message's text or caption. <c>/start@other_bot</c> is not for this bot and does
    /// not match if <see cref="Usernames"/> has the bot's own name. A deep link's parameter is the argument of <c>start</c>. Handlers can
    /// take a <see cref="MessageCommand"/>.
    /// </remarks>
    public Route OnCommand(string command, Delegate handler) => OnCommand(command, HandlerSource.Of(handler));

    /// <summary>Handles messages with a text; a caption does not count.</summary>
    public Route OnText(Delegate handler) => OnMessage("OnText()", [MessageKind.Text], HandlerSource.Of(handler));

    /// <summary>Handles messages whose whole text matches a pattern, such as <c>order {id:int}</c>.</summary>
    public Route OnText(string pattern, Delegate handler) => OnText(pattern, HandlerSource.Of(handler));

    /// <summary>Handles messages whose text a regular expression matches anywhere. Its named groups are captured.</summary>
    /// <remarks>A group that the handler takes as a number, or as another type than string, must be one: else the route does not
    /// match.</remarks>
    public Route OnText(Regex regex, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(regex);
        string[] names = [.. regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
        return AddText($"OnText(/{regex}/)", context =>
            MatchText(context, regex, names), [.. names.Select(name => new Capture(name, CaptureType.Group))], HandlerSource.Of(handler));
    }

    /// <summary>Handles button presses whose data match a pattern, such as <c>vote:{id:int}</c>.</summary>
    public Route OnCallbackQuery(string pattern, Delegate handler) => OnCallbackQuery(pattern, HandlerSource.Of(handler));

    /// <summary>Handles inline queries whose text matches a pattern.</summary>
    public Route OnInlineQuery(string pattern, Delegate handler) => OnInlineQuery(pattern, HandlerSource.Of(handler));

    /// <summary>
    /// Handles messages of these kinds, or every message if none is given: what users write, not posts and not edits.
    /// </summary>
    public Route OnMessage(Delegate handler, params MessageKind[] kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return OnMessage(Writing.Each("OnMessage", kinds), kinds, HandlerSource.Of(handler));
    }

    /// <summary>Handles messages of one kind.</summary>
    public Route OnMessage(MessageKind kind, Delegate handler) => OnMessage(handler, kind);

    internal Route AddKind(Delegate handler, UpdateKind kind, [CallerMemberName] string method = "") =>
        AddPlain(method + "()", [kind], HandlerSource.Of(handler));

    internal Route AddMessage(Delegate handler, MessageKind[] kinds, [CallerMemberName] string method = "") =>
        OnMessage(method + "()", kinds, HandlerSource.Of(handler));

    internal Route OnMessage(string written, MessageKind[] kinds, HandlerSource handler) => Add(new Route(
        written,
        [UpdateKind.Message],
        kinds.Length == 0 ? null : context => kinds.Contains(context.View.MessageKind) ? RouteValues.None : null,
        [],
        handler)
    {
        MessageKinds = kinds.Length == 0 ? null : kinds,
        TakesAllOfItsKinds = true,
    });

    internal Route AddPlain(string written, UpdateKind[] kinds, HandlerSource handler) =>
        Add(new Route(written, kinds, null, [], handler) { TakesAllOfItsKinds = true });

    internal Route OnCommand(string command, HandlerSource handler)
    {
        ArgumentNullException.ThrowIfNull(command);
        var route = AddPattern(Writing.Call("OnCommand", command), UpdateKind.Message, handler, () =>
        {
            var match = new CommandMatch(command, _register.Usernames);
            return (match.Match, match.Captures);
        }, new ParameterSource(typeof(MessageCommand), context => context.View.Command!.Value));
        route.Command = command.Split(' ', 2)[0].ToLowerInvariant();
        route.TakesWholeCommand = !command.Contains(' ', StringComparison.Ordinal);
        return route;
    }

    internal Route OnText(string pattern, HandlerSource handler) =>
        AddPattern(Writing.Call("OnText", pattern), UpdateKind.Message, handler, () =>
    {
        var match = new RoutePattern(pattern);
        return (context => context.View is { MessageKind: MessageKind.Text, Text: { } text } ? match.Match(text) : null, match.Captures);
    });

    internal Route OnCallbackQuery(string pattern, HandlerSource handler) =>
        AddPattern(Writing.Call("OnCallbackQuery", pattern), UpdateKind.CallbackQuery, handler, () =>
    {
        var match = new RoutePattern(pattern, RoutePattern.MostCallbackData);
        return (context => context.View.CallbackData is { } data ? match.Match(data) : null, match.Captures);
    });

    internal Route OnInlineQuery(string pattern, HandlerSource handler) =>
        AddPattern(Writing.Call("OnInlineQuery", pattern), UpdateKind.InlineQuery, handler, () =>
    {
        var match = new RoutePattern(pattern);
        return (context => context.View.Query is { } query ? match.Match(query) : null, match.Captures);
    });

    internal Route Add(Route route)
    {
        _register.Add(this, route);
        return route;
    }

    private Route AddText(string written, Route.Matcher match, IReadOnlyList<Capture> captures, HandlerSource handler) =>
        Add(new Route(written, [UpdateKind.Message], match, captures, handler) { MessageKinds = [MessageKind.Text] });

    // What is wrong with a pattern is reported at the start, with everything else; until then the route takes nothing.
    private Route AddPattern(
        string written, UpdateKind kind, HandlerSource handler, Func<(Route.Matcher Match, IReadOnlyList<Capture> Captures)> read,
        params ParameterSource[] sources)
    {
        Route route;
        try
        {
            var (match, captures) = read();
            route = new Route(written, [kind], match, captures,
                handler) { MessageKinds = kind == UpdateKind.Message ? [MessageKind.Text] : null };
        }
        catch (FormatException e)
        {
            route = new Route(written, [kind], _ => null, [], handler);
            route.Faults.Add(e.Message);
        }

        route.Sources.AddRange(sources);
        return Add(route);
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
