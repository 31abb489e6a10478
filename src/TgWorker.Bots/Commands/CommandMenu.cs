using Telegram.Bot.Types;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Commands;

/// <summary>Which lists of commands make Telegram's menus say what a bot's routes can do.</summary>
/// <remarks>Telegram shows one list, the most special that fits, and adds nothing from others:
/// https://core.telegram.org/bots/api#determining-list-of-commands.</remarks>
internal static class CommandMenu
{
    /// <summary>The most commands in a list; Telegram refuses more.</summary>
    public const int MostCommands = 100;

    /// <summary>The lists of a bot; none when no route has a description.</summary>
    public static IReadOnlyList<CommandList> Of(IReadOnlyList<(UpdateRoutes Group, Route Route)> routes, string bot)
    {
        var described = routes.Where(added => added.Route.Texts is not null && IsFor(added, bot)).ToList();
        var isScoped = described.Exists(added => ChatsOf(added).Any());
        return described.Count == 0 ? []
            : !isScoped ? [.. Lists(described, null, null)]
            : [.. Lists(described, null, null), .. Lists(described, new BotCommandScopeAllPrivateChats(), ChatKind.Private),
                .. Lists(described, new BotCommandScopeAllGroupChats(), ChatKind.Group)];
    }

    private static IEnumerable<CommandList> Lists(List<(UpdateRoutes Group, Route Route)> described, BotCommandScope? scope, ChatKind? chat)
    {
        var texts = described.Where(added => IsIn(added, chat)).Select(added => added.Route.Texts!).DistinctBy(text => text.Command)
            .Take(MostCommands).ToList();
        foreach (var language in texts.SelectMany(text => text.Languages).Distinct().Order(StringComparer.Ordinal).Prepend(""))
        {
            var commands = texts.Where(text => text.In(language) is not null)
                .Select(text => new BotCommand(text.Command, text.In(language)!)).ToList();
            if (commands.Count > 0 || scope is not null)
            {
                yield return new CommandList(scope, language, commands);
            }
        }
    }

    private static bool IsFor((UpdateRoutes Group, Route Route) added, string bot) =>
        Conditions(added).All(bots => bots.Count == 0 || bots.Contains(bot));

    private static IEnumerable<IReadOnlyList<string>> Conditions((UpdateRoutes Group, Route Route) added) =>
        added.Group.Lineage.Select(group => group.Bots).Append(added.Route.Bots);

    // The list that everybody else sees has what can be used everywhere.
    private static bool IsIn((UpdateRoutes Group, Route Route) added, ChatKind? chat) => ChatsOf(added).All(chats => chat switch
    {
        null => false,
        ChatKind.Private => chats.Contains(ChatKind.Private),
        _ => chats.Contains(ChatKind.Group) || chats.Contains(ChatKind.Supergroup),
    });

    private static IEnumerable<IReadOnlyList<ChatKind>> ChatsOf((UpdateRoutes Group, Route Route) added) =>
        added.Group.Lineage.Select(group => group.Chats).Append(added.Route.Chats).OfType<IReadOnlyList<ChatKind>>();
}
