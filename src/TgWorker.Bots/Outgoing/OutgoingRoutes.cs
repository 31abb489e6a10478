using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>What routes have to do with outgoing calls.</summary>
public static class OutgoingRoutes
{
    /// <summary>
    /// Is told whenever Telegram refuses a call of a handler because nobody is there any more, before the handler sees it: the place to
    /// take a subscriber off a list. What it throws, the handler's call throws.
    /// </summary>
    /// <param name="routes">The routes; it holds for all of them, whichever group it is called on.</param>
    /// <param name="hook">Takes the update that was being handled, and which chat is gone.</param>
    public static UpdateRoutes OnChatGone(this UpdateRoutes routes, Func<UpdateContext, ChatGone, CancellationToken, ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(hook);
        routes.Register.ThrowIfBuilt();
        routes.Register.ChatGone.Add(hook);
        return routes;
    }
}
