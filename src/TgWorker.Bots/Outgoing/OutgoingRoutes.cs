using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Hooks for outgoing calls.</summary>
public static class OutgoingRoutes
{
    /// <summary>
    /// Calls <paramref name="hook"/> whenever Telegram refuses a handler's call because the chat is gone, before the handler sees the
    /// refusal: the place to remove a subscriber from a list. An exception of the hook is thrown by the handler's call.
    /// </summary>
    /// <param name="routes">The routes. The hook is for all of them, whichever group it is added to.</param>
    /// <param name="hook">Gets the update that is being handled, and the chat that is gone.</param>
    public static UpdateRoutes OnChatGone(this UpdateRoutes routes, Func<UpdateContext, ChatGone, CancellationToken, ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(hook);
        routes.Register.ThrowIfBuilt();
        routes.Register.ChatGone.Add(hook);
        return routes;
    }
}
