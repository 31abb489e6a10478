using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Albums, each handed over as one.</summary>
public sealed class AlbumAttribute : RouteAttribute
{
    /// <summary>How many seconds without another message make the album whole, 0.01 to 60. Default 1.</summary>
    public double QuietSeconds { get; set; } = 1;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        routes.OnAlbum(handler, TimeSpan.FromSeconds(QuietSeconds));
}
