using Telegram.Bot.Types;
using TgWorker.Bots.Albums;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Routes for albums.</summary>
public static class AlbumRoutes
{
    private static readonly TimeSpan DefaultQuiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Handles albums: all messages that were sent as one, in one call, to a handler that takes an <see cref="Album"/> or a
    /// <see cref="Message"/> array. The first message waits until no other has come for a quiet time; meanwhile only its chat waits, and no
    /// try is used up. When the update is handled, those other messages are finished without being handled again.
    /// </summary>
    /// <remarks>The route's and its groups' conditions are asked of the first message; <see cref="UpdateContext"/> is that
    /// message's.</remarks>
    /// <param name="routes">The routes.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="quiet">The quiet time, 10 ms to 1 minute. Default 1 s. An album is never waited for longer than 5 quiet times.</param>
    public static Route OnAlbum(this UpdateRoutes routes, Delegate handler, TimeSpan? quiet = null) =>
        routes.OnAlbum(HandlerSource.Of(handler), quiet);

    internal static Route OnAlbum(this UpdateRoutes routes, HandlerSource handler, TimeSpan? quietTime)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var quiet = quietTime ?? DefaultQuiet;
        var route = new Route(
            quietTime is null ? "OnAlbum()" : Writing.Call("OnAlbum", quiet),
            [UpdateKind.Message],
            context => context.Find<AlbumTurn>() is { IsLeft: false } ? RouteValues.None : null,
            [],
            handler)
        {
            Around = (handle, time) => AlbumRoute.Gather(handle, quiet, time),
        };
        route.Sources.Add(new ParameterSource(typeof(Album), AlbumOf));
        route.Sources.Add(new ParameterSource(typeof(Message[]), context => AlbumOf(context).ToArray()));
        if (quiet < ShortestQuiet || quiet > LongestQuiet)
        {
            route.Faults.Add($"the quiet time is 10 ms to 1 minute, not {Writing.Literal(quiet)}");
        }

        // Once, around everything: what was handed over with another is finished without asking anybody.
        if (!routes.Register.Outermost.Contains(Enter))
        {
            routes.Register.Outermost.Add(Enter);
        }

        return routes.Add(route);
    }

    private static Album AlbumOf(UpdateContext context) => context.Find<AlbumTurn>()!.Album!;

    private static UpdateDelegate Enter(UpdateDelegate next) => (context, cancellationToken) =>
        context.View.IsInAlbum ? AlbumRoute.EnterAsync(context, next, cancellationToken) : next(context, cancellationToken);
}
