using TgWorker.Bots;
using TgWorker.Core.Updates;

namespace TgWorker.Hosting.Intake;

/// <summary>
/// The kinds of update that routes are for, as Telegram is told: it keeps <c>chat_member</c> and the reactions to itself unless they are
/// named, and what no route takes need not be sent.
/// </summary>
internal static class AllowedUpdates
{
    private static readonly UpdateKind[] OffByDefault =
        [UpdateKind.ChatMember, UpdateKind.MessageReaction, UpdateKind.MessageReactionCount];

    // Not Telegram's to be asked for: made here, or older servers refuse nothing but do not know them.
    private static readonly UpdateKind[] Kinds =
        [.. Enum.GetValues<UpdateKind>().Where(kind => kind is not (UpdateKind.Unknown or UpdateKind.Timer or UpdateKind.Outgoing))];

    /// <summary>The kinds, in Telegram's names and the enum's order; empty is Telegram's default, null without routes.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<RouteInfo> routes)
    {
        if (routes.Count == 0)
        {
            return null;
        }

        // A route for everything, such as the fallback, is for what there is, not a wish for what is off.
        var named = routes.Where(route => !IsForAll(route)).SelectMany(route => route.Kinds).ToHashSet();
        var wanted = routes.Any(IsForAll) ? Kinds.Where(kind => !OffByDefault.Contains(kind) || named.Contains(kind))
            : Kinds.Where(named.Contains);
        UpdateKind[] kinds = [.. wanted];
        return kinds.Length == Kinds.Length - OffByDefault.Length && !kinds.Any(OffByDefault.Contains) ? []
            : [.. kinds.Select(NameOf)];
    }

    /// <summary>What of the kinds that somebody asks for and of the routes does not meet, a line for each.</summary>
    /// <param name="asked">The kinds, in Telegram's names; empty is Telegram's default.</param>
    /// <param name="routes">All routes.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<string> asked, IReadOnlyList<RouteInfo> routes)
    {
        var taken = routes.SelectMany(NamesOf).ToHashSet();
        foreach (var kind in asked.Where(kind => !taken.Contains(kind)))
        {
            yield return $"Poller:AllowedUpdates asks for {kind}, which no route takes: such updates are dropped unhandled. Add a route for "
                + "them or OnFallback(…), or remove the kind from the setting.";
        }

        string[] come = asked.Count > 0 ? [.. asked] : [.. Kinds.Except(OffByDefault).Select(NameOf)];
        foreach (var route in routes)
        {
            string[] wanted = [.. NamesOf(route)];
            if (wanted.Length > 0 && !wanted.Any(come.Contains))
            {
                yield return $"{route.Written}{(route.Place is { } place ? $" ({place})" : "")} never runs: Poller:AllowedUpdates does not "
                    + $"ask for {string.Join(", ", wanted)}. Add it to the setting, or leave the setting out.";
            }
        }
    }

    private static IEnumerable<string> NamesOf(RouteInfo route) => route.Kinds.Where(Kinds.Contains).Select(NameOf);

    private static string NameOf(UpdateKind kind) => FieldNames<UpdateKind>.All.NameOf(kind);

    private static bool IsForAll(RouteInfo route) => Kinds.All(route.Kinds.Contains);
}
