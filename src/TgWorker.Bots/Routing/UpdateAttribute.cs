using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>Updates of one kind.</summary>
public sealed class UpdateAttribute(UpdateKind kind) : RouteAttribute
{
    /// <summary>The kind.</summary>
    public UpdateKind Kind { get; } = kind;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.On(Kind, handler);
}
