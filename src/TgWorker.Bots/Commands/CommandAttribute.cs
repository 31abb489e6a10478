using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>A command, such as <c>start</c> or <c>ban {user:long} {reason?}</c>.</summary>
public sealed class CommandAttribute(string command) : RouteAttribute(command)
{
    /// <summary>The command and the pattern of what follows it.</summary>
    public string Command { get; } = command;

    /// <summary>What Telegram's menu says of it, as with <c>Describe</c>; null leaves it out.</summary>
    public string? Description { get; set; }

    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) =>
        Description is null ? routes.OnCommand(Command, handler) : routes.OnCommand(Command, handler).Describe(Description);
}
