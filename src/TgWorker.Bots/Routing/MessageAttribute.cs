using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Handles messages of some kinds, or all messages.</summary>
public sealed class MessageAttribute(params MessageKind[] kinds) : RouteAttribute([.. kinds.Cast<object?>()])
{
    /// <summary>The kinds.</summary>
    public MessageKind[] Kinds { get; } = kinds;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnMessage("OnMessage()", Kinds, handler);
}
