using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Keeps state in a type of your own.</summary>
public static class SessionRoutes
{
    /// <summary>
    /// Keeps a value for each user of a chat. Handlers take a <see cref="Session{T}"/>. Needs <c>UseState()</c>.
    /// </summary>
    /// <param name="routes">The routes.</param>
    /// <param name="initial">Creates the value of a new conversation.</param>
    /// <param name="version">The version of the type, 1 or more. Raise it when stored values no longer fit.</param>
    /// <param name="upgrade">Converts a value of an older version, whose number it gets, to this version. If it is null or returns null,
    /// the session starts over. A value of a newer version is never changed: the update is a failed try.</param>
    public static UpdateRoutes UseSession<T>(
        this UpdateRoutes routes, Func<T> initial, int version = 1, Func<int, JsonObject, JsonObject?>? upgrade = null)
        where T : class => Add(routes, "UseSession", new SessionFormat<T>(initial, version, upgrade), isChats: false);

    /// <summary>Keeps a value for each chat, shared by all of its users.</summary>
    /// <inheritdoc cref="UseSession{T}"/>
    public static UpdateRoutes UseChatSession<T>(
        this UpdateRoutes routes, Func<T> initial, int version = 1, Func<int, JsonObject, JsonObject?>? upgrade = null)
        where T : class => Add(routes, "UseChatSession", new SessionFormat<T>(initial, version, upgrade), isChats: true);

    private static UpdateRoutes Add<T>(UpdateRoutes routes, string method, SessionFormat<T> format, bool isChats)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(format.Initial);
        var register = routes.Register;
        var name = TypeName.Of(typeof(T));
        var other = register.Sources.Find(source => source.Type.IsConstructedGenericType
            && source.Type.GetGenericTypeDefinition() == typeof(Session<>) && source.Type.GetGenericArguments()[0].Name == typeof(T).Name);
        var fault = !register.UsesState ? "the session is kept in the state: call UseState() before it"
            : format.Version < 1 ? $"version {format.Version} is none: give 1 or more"
            : other is not null ? $"there is a session of a type {name} already: remove one of them, or use another type for one"
            : FaultOf(format);
        if (fault is not null)
        {
            register.Faults.Add($"{method}<{name}>(): {fault}");
        }

        register.Sources.Add(new ParameterSource(typeof(Session<T>), context => Session<T>.Of(context, format, isChats)));
        return routes;
    }

    // What cannot come back from the store is found at the start, not with the second update.
    private static string? FaultOf<T>(SessionFormat<T> format)
        where T : class
    {
        try
        {
            return format.Write(format.Initial())["value"] is not JsonObject
                ? $"{TypeName.Of(typeof(T))} has no properties to keep: take a record"
                : format.Read(format.Write(format.Initial())) is null ? "initial() gives null: give the value of the beginning" : null;
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return $"it cannot be kept: {e.Message.TrimEnd('.')}";
        }
    }
}
