using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>Messages of some kinds; any message when none is given.</summary>
public sealed class MessageAttribute(params MessageKind[] kinds) : RouteAttribute
{
    /// <summary>The kinds.</summary>
    public MessageKind[] Kinds { get; } = kinds;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnMessage(Kinds, handler);
}
