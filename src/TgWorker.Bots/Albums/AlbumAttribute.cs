using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Handles albums, each one as a whole.</summary>
public sealed class AlbumAttribute : RouteAttribute
{
    /// <summary>After how many seconds without another message the album is complete, 0.01 to 60. Default 1.</summary>
    public double QuietSeconds { get; set; } = 1;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        routes.OnAlbum(handler, TimeSpan.FromSeconds(QuietSeconds));
}
