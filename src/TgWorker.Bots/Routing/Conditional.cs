using TgWorker.Bots.Conversations;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>What can be asked of an update before a route, or a group of them, takes it. All conditions must hold.</summary>
/// <typeparam name="TSelf">What the methods return: the route or the group itself.</typeparam>
public abstract class Conditional<TSelf>
    where TSelf : Conditional<TSelf>
{
    private readonly List<Func<UpdateContext, bool>> _conditions = [];

    private protected Conditional()
    {
    }

    internal IReadOnlyList<Func<UpdateContext, bool>> Conditions => _conditions;

    internal bool AsksForState { get; private set; }

    /// <summary>Only updates for which this holds.</summary>
    public TSelf When(Func<UpdateContext, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _conditions.Add(condition);
        return (TSelf)this;
    }

    /// <summary>Only updates of these bots, by the names the proxy gives them.</summary>
    public TSelf ForBot(params string[] bots) => When(context => bots.Contains(context.Bot, StringComparer.Ordinal));

    /// <summary>Only updates from chats of these types.</summary>
    public TSelf InChats(params ChatKind[] types) => When(context => types.Contains(context.View.ChatKind));

    /// <summary>Only updates from this chat.</summary>
    public TSelf InChat(long chatId) => When(context => context.View.ChatId == chatId);

    /// <summary>Only while the chat's <see cref="ConversationState.Step"/> is one of these; null is none. Needs <c>UseState()</c>.</summary>
    public TSelf InStep(params string?[] steps)
    {
        AsksForState = true;
        return When(context => steps.Contains(context.ChatState.Step, StringComparer.Ordinal));
    }

    /// <summary>Only while the user's step in this chat is one of these; null is none. Needs <c>UseState()</c>.</summary>
    public TSelf InUserStep(params string?[] steps)
    {
        AsksForState = true;
        return When(context => context.View.UserId is not null && steps.Contains(context.UserState.Step, StringComparer.Ordinal));
    }
}
