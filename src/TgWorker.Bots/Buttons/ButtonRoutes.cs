using Telegram.Bot.Types.ReplyMarkups;
using TgWorker.Bots.Buttons;
using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Buttons that carry values of your own types, and routes for presses of these buttons.</summary>
public static class ButtonRoutes
{
    extension(InlineKeyboardButton)
    {
        /// <summary>
        /// A button that carries a value: <c>InlineKeyboardButton.WithData("Yes", new Vote(7, true))</c>, for
        /// <c>OnCallbackQuery&lt;Vote&gt;(…)</c>.
        /// </summary>
        /// <param name="text">The button's text.</param>
        /// <param name="data">The value; see <see cref="ButtonData.Write{T}(T)"/> for what it may be.</param>
        /// <exception cref="ArgumentException">The value takes more than the 64 bytes that Telegram allows, or its type cannot be
        /// written.</exception>
        public static InlineKeyboardButton WithData<T>(string text, T data)
            where T : notnull => InlineKeyboardButton.WithCallbackData(text, ButtonData.Write(data));
    }

    /// <summary>
    /// Handles presses of buttons that carry a value of this type. The handler takes it as a parameter of the type. Data that no longer fit
    /// the type, because it has changed since the button was sent, do not match.
    /// </summary>
    public static Route OnCallbackQuery<T>(this UpdateRoutes routes, Delegate handler)
        where T : notnull => routes.OnCallbackQuery<T>(HandlerSource.Of(handler));

    internal static Route OnCallbackQuery<T>(this UpdateRoutes routes, HandlerSource handler)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(routes);
        var written = $"OnCallbackQuery<{TypeName.Of(typeof(T))}>()";
        if (!ButtonFormat.TryOf(typeof(T), out var format, out var fault))
        {
            return routes.Add(Route.Broken(written, UpdateKind.CallbackQuery, typeof(T), fault, handler));
        }

        var route = new Route(written, [UpdateKind.CallbackQuery], context =>
            context.View.CallbackData is { } data && format.Read(data) is not null ? RouteValues.None : null, [], handler)
        {
            Button = (format.Prefix, format.Type),
        };
        route.Sources.Add(new ParameterSource(typeof(T), context => format.Read(context.View.CallbackData!)));
        if (routes.Register.Routes.Select(added => added.Route.Button)
            .FirstOrDefault(other => other?.Prefix == format.Prefix && other?.Type != format.Type) is { } twin)
        {
            route.Faults.Add($"{TypeName.Of(format.Type)} and {TypeName.Of(twin.Type)} ({twin.Type.Namespace}) have the same prefix "
                + $"'{format.Prefix}': give one another with [ButtonData(\"…\")]");
        }

        return routes.Add(route);
    }
}
