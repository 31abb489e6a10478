using System.Linq.Expressions;
using System.Reflection;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>
/// Decides, once, what fills a handler's parameter: what the pattern captured under its name; by its type the context, the view, the
/// cancellation token, what the route has, or what the update carries; else a service.
/// </summary>
internal sealed class ParameterBinder(Route route, IReadOnlyList<ParameterSource> sources, IServiceFacts? services, List<string> faults)
{
    public static readonly ParameterExpression Context = Expression.Parameter(typeof(UpdateContext), "context");
    public static readonly ParameterExpression Cancellation = Expression.Parameter(typeof(CancellationToken), "cancellationToken");

    private readonly List<Func<RouteValues, bool>> _checks = [];

    /// <summary>What must hold of the captured values; else the route does not match.</summary>
    public IReadOnlyList<Func<RouteValues, bool>> Checks => _checks;

    /// <summary>Asks the update's services.</summary>
    public static UnaryExpression Service(Type type) =>
        Expression.Convert(Expression.Call(typeof(ParameterBinder), nameof(Require), null, Context, Expression.Constant(type)), type);

    /// <summary>What fills a parameter; null, and a fault, when nothing can.</summary>
    public Expression? Bind(ParameterInfo parameter, Type type)
    {
        if (type.IsByRef)
        {
            return Refuse($"takes '{parameter.Name}' by reference: take it by value");
        }

        if (route.Captures.FirstOrDefault(capture => capture.Name == parameter.Name) is { } capture)
        {
            return Captured(capture, parameter, type);
        }

        return type == typeof(UpdateContext) ? Context
            : type == typeof(CancellationToken) ? Cancellation
            : type == typeof(UpdateView) ? Expression.Property(Context, nameof(UpdateContext.View))
            : type == typeof(RouteValues) ? Expression.Call(typeof(RouteContext), nameof(RouteContext.ValuesOf), null, Context)
            : type == typeof(Update) ? Expression.Call(typeof(TypedUpdates), nameof(TypedUpdates.ReadUpdate), null, Context)
            : sources.FirstOrDefault(source => source.Type == type) is { } source ? Take(source.Get, type)
            : UpdatePart.All.TryGetValue(type, out var part) ? Carried(part, parameter)
            : ParameterHints.Of(type, parameter, route) is { } hint ? Refuse(hint)
            : FromServices(parameter, type);
    }

    private static object Require(UpdateContext context, Type type) => context.Services.GetService(type)
        ?? throw new InvalidOperationException($"There is no service {type.FullName}: register it with builder.Services.");

    private static UnaryExpression Take(Func<UpdateContext, object?> get, Type type) =>
        Expression.Convert(Expression.Invoke(Expression.Constant(get), Context), type);

    private Expression? Carried(UpdatePart part, ParameterInfo parameter)
    {
        var without = route.Kinds.Where(kind => !part.Kinds.Contains(kind)).ToList();
        if (without.Count == 0 || IsNullable(parameter))
        {
            return Take(context => part.Find(context.ReadUpdate()), part.Type);
        }

        var name = TypeName.WithArticle(part.Type);
        return Refuse(part.Type == typeof(Message) && without.Contains(UpdateKind.CallbackQuery)
            ? $"takes a Message '{parameter.Name}', and a button press has none: take the CallbackQuery, whose Message is the one "
                + $"with the button"
            : without.Count == route.Kinds.Length
                ? $"takes {name} '{parameter.Name}', which {Listed(without)} does not carry: {Instead(without)}"
                : $"takes {name} '{parameter.Name}', which {Listed(without)} does not carry: take {name}?, which is null then, or "
                    + $"name the kinds with From(…)");
    }

    private static string Instead(List<UpdateKind> kinds) =>
        UpdatePart.All.Values.FirstOrDefault(part => kinds.TrueForAll(part.Kinds.Contains)) is { } part
            ? $"take {TypeName.WithArticle(part.Type)}" : "take the Update";

    private static string Listed(List<UpdateKind> kinds) =>
        kinds.Count > 3 ? $"{kinds[0]} or {kinds.Count - 1} others" : string.Join(" or ", kinds);

    private Expression? Captured(Capture capture, ParameterInfo parameter, Type type)
    {
        var values = Expression.Call(typeof(RouteContext), nameof(RouteContext.ValuesOf), null, Context);
        if (type == typeof(string))
        {
            return capture.IsOptional && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull
                ? Refuse($"takes a string '{capture.Name}', which may be missing: take a string?")
                : Expression.Call(values, typeof(RouteValues).GetProperty("Item")!.GetMethod!, Expression.Constant(capture.Name));
        }

        if (CaptureTypes.Fault(capture, type) is { } fault)
        {
            return Refuse(fault);
        }

        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        if (capture.Type == CaptureType.Group)
        {
            _checks.Add(CaptureTypes.Check(capture.Name, underlying));
        }

        var parse = underlying == type ? nameof(RouteValues.Parse) : nameof(RouteValues.ParseOptional);
        return Expression.Call(
            values, typeof(RouteValues).GetMethod(parse, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(underlying),
            Expression.Constant(capture.Name));
    }

    private Expression? FromServices(ParameterInfo parameter, Type type) =>
        services is null ? Service(type)
        : !services.IsService(type)
            ? Refuse($"takes {TypeName.WithArticle(type)} '{parameter.Name}', which is not a registered service: register it, with "
                + $"builder.Services or in ConfigureServices")
        : services.Fault(type) is { } fault ? Refuse($"takes {TypeName.WithArticle(type)} '{parameter.Name}', and {fault}")
        : Service(type);

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private Expression? Refuse(string fault)
    {
        faults.Add(fault);
        return null;
    }
}
