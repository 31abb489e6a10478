using TgWorker.Bots.Buttons;
using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Routes for users who start the bot with a link.</summary>
public static class StartRoutes
{
    /// <summary>
    /// Handles <c>/start</c> with a value of a type, which is what a <see cref="StartLink"/> sends; the handler takes it as a parameter of
    /// that type. Add it before <c>OnCommand("start", …)</c>, which takes all the others.
    /// </summary>
    public static Route OnStart<T>(this UpdateRoutes routes, Delegate handler)
        where T : notnull => routes.OnStart<T>(HandlerSource.Of(handler));

    internal static Route OnStart<T>(this UpdateRoutes routes, HandlerSource handler)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(routes);
        var written = $"OnStart<{TypeName.Of(typeof(T))}>()";
        if (!ButtonFormat.TryOf(typeof(T), out var format, out var fault))
        {
            return routes.Add(Route.Broken(written, UpdateKind.Message, typeof(T), fault, handler));
        }

        var start = new CommandMatch("start", routes.Register.Usernames);
        var route = new Route(
            written,
            [UpdateKind.Message],
            context => start.Match(context) is { } values && StartLink.Read(format, context.View.Command?.Arguments) is not null
                ? values : null,
            [],
            handler)
        {
            MessageKinds = [MessageKind.Text],
            Command = "start",
        };
        route.Sources.Add(new ParameterSource(typeof(T), context => StartLink.Read(format, context.View.Command?.Arguments)));
        if (format.Shortest > StartLink.MostBytes)
        {
            route.Faults.Add($"a {TypeName.Of(typeof(T))} has {format.Shortest} bytes at least, and a link has room for "
                + $"{StartLink.MostBytes}: keep it elsewhere and give its id");
        }

        return routes.Add(route);
    }
}
