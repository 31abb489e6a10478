using System.Reflection;

namespace TgWorker.Bots.Routing;

/// <summary>A handler as it was written: a delegate, or a method of a class whose instances come from the update's services.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Target">What it is called on; null for a static method and for a class of handlers.</param>
/// <param name="Class">The class of handlers.</param>
internal sealed record HandlerSource(MethodInfo Method, object? Target, Type? Class)
{
    /// <summary>The method that somebody wrote, behind a delegate's Invoke.</summary>
    public MethodInfo Written => (Target as Delegate)?.Method ?? Method;

    /// <summary>The method by its class and name; null for a lambda, whose name is the compiler's.</summary>
    public string? Name => Written.Name.Contains('<', StringComparison.Ordinal) ? null
        : $"{(Class ?? Written.DeclaringType)?.Name}.{Written.Name}";

    public static HandlerSource Of(Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);

        // Invoke, not Method: a delegate may be closed over its first argument.
        return new HandlerSource(handler.GetType().GetMethod("Invoke")!, handler, null);
    }

    public static HandlerSource Of(Type type, MethodInfo method) => new(method, null, type);

    /// <summary>The parameters as they were written: a delegate's Invoke has the types, the method behind it the names.</summary>
    public ParameterInfo[] Parameters()
    {
        var declared = Method.GetParameters();
        var written = Written.GetParameters();
        return written[(written.Length - declared.Length)..];
    }
}
