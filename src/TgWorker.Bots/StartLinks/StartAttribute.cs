using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>
/// Those who come by a link with a value of a type, which the method takes as a parameter: <c>[Start&lt;Invitation&gt;]</c>.
/// </summary>
/// <typeparam name="T">The type; see <see cref="StartLink"/>.</typeparam>
public sealed class StartAttribute<T>() : RouteAttribute
    where T : notnull
{
    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnStart<T>(handler);
}
