using System.Linq.Expressions;
using System.Reflection;
using TgWorker.Bots.Albums;
using TgWorker.Bots.Conversations;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>
/// Makes an <see cref="UpdateDelegate"/> of a handler with parameters of its own. What fills a parameter is decided here, once:
/// by its type the context, the view, the command or the cancellation token; by its name what the pattern captured; else a service.
/// </summary>
internal sealed class HandlerCompiler(Func<Type, bool>? isService)
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(UpdateContext), "context");
    private static readonly ParameterExpression Cancellation = Expression.Parameter(typeof(CancellationToken), "cancellationToken");

    /// <exception cref="InvalidOperationException">A parameter cannot be filled, or the return type says nothing.</exception>
    public UpdateDelegate Compile(HandlerSource source, IReadOnlyList<string> captures, bool takesAlbums = false)
    {
        var method = source.Method;
        Expression? instance = source.Class is { } type ? Service(type, source, "its class") : source.Target is null ? null : Expression.Constant(source.Target);
        var parameters = Parameters(source);
        var arguments = method.GetParameters().Select((parameter, i) => Argument(parameters[i], source, captures, takesAlbums)).ToList();
        var call = Expression.Call(method.IsStatic ? null : instance, method, arguments);
        return Expression.Lambda<UpdateDelegate>(Result(call, source), Context, Cancellation).Compile();
    }

    // A delegate's Invoke has the types, the method behind it the names.
    private static ParameterInfo[] Parameters(HandlerSource source)
    {
        var declared = source.Method.GetParameters();
        var written = (source.Target as Delegate)?.Method.GetParameters() ?? declared;
        return written.Length == declared.Length ? written : written[(written.Length - declared.Length)..];
    }

    private Expression Argument(ParameterInfo parameter, HandlerSource source, IReadOnlyList<string> captures, bool takesAlbums)
    {
        var type = parameter.ParameterType;
        if (captures.Contains(parameter.Name))
        {
            return Captured(parameter, source);
        }

        if (type == typeof(UpdateContext))
        {
            return Context;
        }

        if (type == typeof(CancellationToken))
        {
            return Cancellation;
        }

        return type == typeof(UpdateView) ? Expression.Property(Context, nameof(UpdateContext.View))
            : type == typeof(MessageCommand) ? Expression.Call(typeof(HandlerCompiler), nameof(CommandOf), null, Context)
            : type == typeof(Album) ? takesAlbums ? Expression.Call(typeof(HandlerCompiler), nameof(AlbumOf), null, Context)
                : throw Fault(source, $"takes an Album '{parameter.Name}': only OnAlbum(…) and [Album] have one")
            : type == typeof(RouteValues) ? Expression.Call(typeof(HandlerCompiler), nameof(ValuesOf), null, Context)
            : type == typeof(ConversationState) ? throw Fault(source, $"takes a ConversationState '{parameter.Name}': take the UpdateContext and ask for its ChatState or UserState")
            : type.IsValueType || type == typeof(string) ? throw Fault(source, $"has a parameter '{type.Name} {parameter.Name}' that its pattern does not capture{Known(captures)}")
            : Service(type, source, $"its parameter '{parameter.Name}'");
    }

    private static RouteValues ValuesOf(UpdateContext context) => context.Values;

    private static MethodCallExpression Captured(ParameterInfo parameter, HandlerSource source)
    {
        var values = Expression.Call(typeof(HandlerCompiler), nameof(ValuesOf), null, Context);
        var type = parameter.ParameterType;
        if (type == typeof(string))
        {
            return Expression.Call(values, typeof(RouteValues).GetProperty("Item")!.GetMethod!, Expression.Constant(parameter.Name));
        }

        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        if (!underlying.GetInterfaces().Contains(typeof(IParsable<>).MakeGenericType(underlying)))
        {
            throw Fault(source, $"has a parameter '{type.Name} {parameter.Name}' for captured text: take a string, a number or another type that can be parsed");
        }

        var parse = underlying == type ? nameof(RouteValues.Parse) : nameof(RouteValues.ParseOptional);
        return Expression.Call(values, typeof(RouteValues).GetMethod(parse, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(underlying), Expression.Constant(parameter.Name));
    }

    private UnaryExpression Service(Type type, HandlerSource source, string what)
    {
        if (isService?.Invoke(type) == false)
        {
            throw Fault(source, $"needs a {type.Name} for {what}, which is no registered service: register it with builder.Services, or capture it in the pattern");
        }

        return Expression.Convert(Expression.Call(typeof(HandlerCompiler), nameof(Require), null, Context, Expression.Constant(type)), type);
    }

    private static object Require(UpdateContext context, Type type) => context.Services.GetService(type)
        ?? throw new InvalidOperationException($"There is no service {type.FullName}: register it with builder.Services.");

    private static MessageCommand CommandOf(UpdateContext context) =>
        context.View.Command ?? throw new InvalidOperationException("The update is no command.");

    private static Album AlbumOf(UpdateContext context) => context.AlbumTurn!.Album!;

    private static Expression Result(MethodCallExpression call, HandlerSource source)
    {
        var type = call.Type;
        if (type == typeof(ValueTask<UpdateOutcome>))
        {
            return call;
        }

        if (type == typeof(void))
        {
            return Expression.Block(call, Expression.Default(typeof(ValueTask<UpdateOutcome>)));
        }

        if (type == typeof(UpdateOutcome))
        {
            return Expression.New(typeof(ValueTask<UpdateOutcome>).GetConstructor([typeof(UpdateOutcome)])!, call);
        }

        if (type == typeof(Task<UpdateOutcome>))
        {
            return Expression.New(typeof(ValueTask<UpdateOutcome>).GetConstructor([typeof(Task<UpdateOutcome>)])!, call);
        }

        // A Task<T> of something else is a Task: its result is nobody's, such as a client's answer.
        return typeof(Task).IsAssignableFrom(type) ? Expression.Call(typeof(HandlerCompiler), nameof(FinishAsync), null, Expression.Convert(call, typeof(Task)))
            : type == typeof(ValueTask) ? Expression.Call(typeof(HandlerCompiler), nameof(FinishValueAsync), null, call)
            : throw Fault(source, $"returns {type.Name}: return nothing, an UpdateOutcome, or a Task or ValueTask (of UpdateOutcome)");
    }

    private static ValueTask<UpdateOutcome> FinishAsync(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<UpdateOutcome> Await(Task task)
        {
            await task.ConfigureAwait(false);
            return UpdateOutcome.Handled;
        }
    }

    private static ValueTask<UpdateOutcome> FinishValueAsync(ValueTask task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<UpdateOutcome> Await(ValueTask task)
        {
            await task.ConfigureAwait(false);
            return UpdateOutcome.Handled;
        }
    }

    private static string Known(IReadOnlyList<string> captures) => captures.Count == 0 ? "" : $" (it captures {string.Join(", ", captures)})";

    private static InvalidOperationException Fault(HandlerSource source, string what) => new($"The handler {source} {what}.");
}
