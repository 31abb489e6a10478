using System.Reflection;

namespace TgWorker.Bots.Routing;

/// <summary>A handler as it was written: a delegate, or a method of a class whose instances come from the update's services.</summary>
internal sealed record HandlerSource(MethodInfo Method, object? Target, Type? Class)
{
    public string Name => $"{(Class ?? Method.DeclaringType)?.Name}.{Method.Name}";

    public static HandlerSource Of(Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);

        // Invoke, not Method: a delegate may be closed over its first argument.
        return new HandlerSource(handler.GetType().GetMethod("Invoke")!, handler, null);
    }

    public static HandlerSource Of(Type type, MethodInfo method) => new(method, null, type);

    public override string ToString() => Class is null && Target is Delegate { Method: var method } ? $"{method.DeclaringType?.Name}.{method.Name}" : Name;
}
