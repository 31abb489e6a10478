namespace TgWorker.Bots;

/// <summary>What users see of commands in Telegram's menu.</summary>
public static class CommandRoutes
{
    /// <summary>
    /// Describes a command in Telegram's menu: <c>OnCommand("start", …).Describe("Begin")</c>. When a worker starts it tells Telegram the
    /// described commands of each bot that has
    /// a token, in the order of their routes, where they differ from what Telegram has. <c>InChats</c> of the route and its groups says
    /// whose menu they are in: private chats',
    /// groups', or all.
    /// </summary>
    /// <param name="route">A route of a command.</param>
    /// <param name="text">1 to 256 characters, for users whose language has no description of its own.</param>
    public static Route Describe(this Route route, string text) => route.Describe("", text);

    /// <summary>Describes a command in Telegram's menu, to users of a language.</summary>
    /// <param name="route">A route of a command.</param>
    /// <param name="language">Two letters of ISO 639-1, such as <c>de</c>.</param>
    /// <param name="text">1 to 256 characters.</param>
    public static Route Describe(this Route route, string language, string text)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(text);
        if (route.Command is null)
        {
            route.Faults.Add("Describe(…) describes a command in Telegram's menu, and this is none: take it off");
        }
        else if ((route.Texts ??= new(route.Command)).Add(language, text) is { } fault)
        {
            route.Faults.Add(fault);
        }

        return route;
    }
}
