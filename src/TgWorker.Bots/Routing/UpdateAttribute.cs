using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Handles updates of one kind.</summary>
public sealed class UpdateAttribute(UpdateKind kind) : RouteAttribute(kind)
{
    /// <summary>The kind.</summary>
    public UpdateKind Kind { get; } = kind;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.AddPlain(Writing.Call("On", Kind), [Kind], handler);
}
