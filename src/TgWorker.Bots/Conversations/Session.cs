using System.Text.Json.Nodes;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>
/// What a bot remembers of a conversation, as one value of a type: a handler takes it as a parameter. What is set is kept as the rest of
/// the state is: when the update was handled, once.
/// </summary>
/// <remarks>Only setting <see cref="Value"/> is noticed: <c>session.Value = session.Value with { Step = 2 }</c>.</remarks>
/// <typeparam name="T">A record, or what else System.Text.Json can write and read; see <c>UseSession</c>.</typeparam>
[ParameterHint("call UseState() and UseSession(…) for its type on the routes first")]
public sealed class Session<T>
    where T : class
{
    private readonly ConversationState _state;
    private readonly SessionFormat<T> _format;
    private T? _value;

    private Session(ConversationState state, SessionFormat<T> format)
    {
        _state = state;
        _format = format;
        _value = format.Read(state.Get<JsonObject>(Name));
        IsNew = _value is null;
    }

    /// <summary>Whether nothing was kept of it yet.</summary>
    public bool IsNew { get; }

    /// <summary>The value; that of the beginning where none was kept.</summary>
    public T Value
    {
        get => _value ??= _format.Initial();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _value = value;
            _state.Set(Name, _format.Write(value));
        }
    }

    internal static string Name => "$session:" + typeof(T).Name;

    /// <summary>Forgets the value.</summary>
    public void Clear()
    {
        _value = null;
        _state.Remove(Name);
    }

    internal static Session<T> Of(UpdateContext context, SessionFormat<T> format, bool isChats)
    {
        if (context.Find<Session<T>>() is not { } session)
        {
            context.Keep(session = new Session<T>(isChats ? context.ChatState : context.UserState, format));
        }

        return session;
    }
}
