using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Conditions that an update must meet for a route or a group of routes. All of them must hold.</summary>
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

    /// <summary>The bots of <see cref="ForBot"/>.</summary>
    internal IReadOnlyList<string> Bots { get; private set; } = [];

    /// <summary>The types of <see cref="InChats"/>; null where all are meant.</summary>
    internal IReadOnlyList<ChatKind>? Chats { get; private set; }

    /// <summary>What cannot work as it was written; reported at the start.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>The calls as they were written.</summary>
    internal string Written { get; set; } = "";

    /// <summary>Only updates for which this holds.</summary>
    public TSelf When(Func<UpdateContext, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return When(condition, ".When(…)");
    }

    /// <summary>Only updates of these bots, by their names.</summary>
    public TSelf ForBot(params string[] bots)
    {
        Bots = [.. Bots, .. bots];
        return Any(bots, context => bots.Contains(context.Bot, StringComparer.Ordinal), Writing.Each(".ForBot", bots));
    }

    /// <summary>Only updates from chats of these types.</summary>
    public TSelf InChats(params ChatKind[] types)
    {
        Chats = types;
        return Any(types, context => types.Contains(context.View.ChatKind), Writing.Each(".InChats", types));
    }

    /// <summary>Only updates from this chat.</summary>
    public TSelf InChat(long chatId) => When(context => context.View.ChatId == chatId, Writing.Call(".InChat", chatId));

    /// <summary>Only while the chat's step is one of these; null means no step. Needs <c>UseState()</c>.</summary>
    public TSelf InStep(params string?[] steps)
    {
        AsksForState = true;
        return Any(steps, context =>
            steps.Contains(context.Find<IConversationSteps>()?.ChatStep, StringComparer.Ordinal), Writing.Each(".InStep", steps));
    }

    /// <summary>Only while the user's step in this chat is one of these; null means no step. Needs <c>UseState()</c>.</summary>
    public TSelf InUserStep(params string?[] steps)
    {
        AsksForState = true;
        return Any(
            steps,
            context => context.View.UserId is not null
                && steps.Contains(context.Find<IConversationSteps>()?.UserStep, StringComparer.Ordinal),
            Writing.Each(".InUserStep", steps));
    }

    internal TSelf When(Func<UpdateContext, bool> condition, string written)
    {
        _conditions.Add(condition);
        Written += written;
        return (TSelf)this;
    }

    private TSelf Any<T>(T[] choices, Func<UpdateContext, bool> condition, string written)
    {
        if (choices.Length == 0)
        {
            Faults.Add($"{written.TrimStart('.')} names none, so nothing matches: name at least one");
        }

        return When(condition, written);
    }
}
