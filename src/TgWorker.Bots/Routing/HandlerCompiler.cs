using System.Linq.Expressions;

namespace TgWorker.Bots.Routing;

/// <summary>
/// Makes an <see cref="UpdateDelegate"/> of a handler with parameters of its own. What cannot work is a problem of the route, found here.
/// </summary>
/// <param name="sources">What fills parameters of every handler.</param>
/// <param name="services">What is known of the services; null leaves it to the first update to find out.</param>
/// <param name="problems">Takes the problems.</param>
internal sealed class HandlerCompiler(IReadOnlyList<ParameterSource> sources, IServiceFacts? services, RouteProblems problems)
{
    /// <summary>Compiles a route's handler.</summary>
    /// <returns>The handler; null when there are problems.</returns>
    public CompiledHandler? Compile(Route route) => Compile(route, route.Handler);

    /// <summary>Compiles another handler of a route, such as the one for what is too old.</summary>
    public CompiledHandler? Compile(Route route, HandlerSource source)
    {
        var faults = new List<string>();
        var binder = new ParameterBinder(route, [.. route.Sources, .. sources], services, faults);
        var instance = Instance(source, faults);
        var written = source.Parameters();
        var arguments = source.Method.GetParameters().Select((parameter, i) => binder.Bind(written[i], parameter.ParameterType)).ToList();
        var result = source.Written.ContainsGenericParameters ? Refuse("is a generic method: make it one of a type")
            : HandlerResult.Check(source.Written, source.Method.ReturnType);
        if (result is not null)
        {
            faults.Add(result);
        }

        if (faults.Count > 0)
        {
            faults.ForEach(fault => problems.AddLine($"{RouteProblems.Subject(route.Written, source)} {fault}."));
            return null;
        }

        var call = Expression.Call(source.Method.IsStatic ? null : instance, source.Method, arguments!);
        var handle = Expression.Lambda<UpdateDelegate>(HandlerResult.Wrap(call), ParameterBinder.Context, ParameterBinder.Cancellation)
            .Compile();
        return new CompiledHandler(handle, binder.Checks);

        static string Refuse(string fault) => fault;
    }

    private Expression? Instance(HandlerSource source, List<string> faults)
    {
        if (source.Class is not { } type)
        {
            return source.Target is null ? null : Expression.Constant(source.Target);
        }

        if (!source.Method.IsStatic && services?.Fault(type) is { } fault)
        {
            faults.Add($"cannot work, as {fault}");
        }

        return source.Method.DeclaringType is { } declaring && declaring != type
            ? Expression.Convert(ParameterBinder.Service(type), declaring)
            : ParameterBinder.Service(type);
    }
}
