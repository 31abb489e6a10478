using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>
/// Handles presses of buttons that carry a value of a type. The method takes the value as a parameter: <c>[CallbackQuery&lt;Vote&gt;]</c>.
/// </summary>
/// <typeparam name="T">The type; see <see cref="ButtonData"/>.</typeparam>
public sealed class CallbackQueryAttribute<T>() : RouteAttribute
    where T : notnull
{
    internal override Route AddTo(UpdateRoutes routes, HandlerSource handler) => routes.OnCallbackQuery<T>(handler);
}
