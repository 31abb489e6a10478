using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>A command, such as <c>start</c> or <c>ban {user:long} {reason?}</c>.</summary>
public sealed class CommandAttribute(string command) : RouteAttribute(command)
{
    /// <summary>The command and the pattern of what follows it.</summary>
    public string Command { get; } = command;

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnCommand(Command, handler);
}
