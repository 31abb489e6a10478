using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Telegram.Bot;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>What a handler may return, and what becomes of it.</summary>
internal static class HandlerResult
{
    private const string Allowed = "return nothing, a Task, or an UpdateOutcome (also as a Task)";

    /// <summary>What is wrong with what a handler returns; null when nothing is.</summary>
    public static string? Check(MethodInfo method, Type type)
    {
        if (type == typeof(void))
        {
            return method.IsDefined(typeof(AsyncStateMachineAttribute))
                ? "is async void, so nobody can wait for its end or see its errors: return Task" : null;
        }

        if (type == typeof(UpdateOutcome) || type == typeof(Task) || type == typeof(ValueTask))
        {
            return null;
        }

        if (!type.IsGenericType || (
            type.GetGenericTypeDefinition() != typeof(Task<>) && type.GetGenericTypeDefinition() != typeof(ValueTask<>)))
        {
            return type == typeof(string)
                ? $"returns a string, which nobody sends: send it with context.ReplyAsync(text), and {Allowed}"
                : $"returns {TypeName.Of(type)}, which says nothing here: {Allowed}";
        }

        var result = type.GetGenericArguments()[0];
        return result == typeof(UpdateOutcome) || IsTelegrams(result) ? null
            : result == typeof(string)
                ? $"returns {TypeName.Of(type)}, whose text nobody sends: send it with context.ReplyAsync(text), and {Allowed}"
            : $"returns {TypeName.Of(type)}, whose result nobody uses: {Allowed}";
    }

    /// <summary>Makes the call's result the outcome.</summary>
    public static Expression Wrap(MethodCallExpression call)
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

        if (type == typeof(UpdateOutcome) || type == typeof(Task<UpdateOutcome>))
        {
            return Expression.New(typeof(ValueTask<UpdateOutcome>).GetConstructor([type])!, call);
        }

        // The result of a call of Telegram's is nobody's.
        return typeof(Task).IsAssignableFrom(type)
            ? Expression.Call(typeof(HandlerResult), nameof(FinishAsync), null, Expression.Convert(call, typeof(Task)))
            : type == typeof(ValueTask) ? Expression.Call(typeof(HandlerResult), nameof(FinishValueAsync), null, call)
            : Expression.Call(typeof(HandlerResult), nameof(FinishResultAsync), [type.GetGenericArguments()[0]], call);
    }

    // What a client's method answers: the message that was sent, for one.
    private static bool IsTelegrams(Type type) =>
        (type.IsArray ? type.GetElementType()! : type).Assembly == typeof(ITelegramBotClient).Assembly;

    private static ValueTask<UpdateOutcome> FinishAsync(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<UpdateOutcome> Await(Task task)
        {
            await task.ConfigureAwait(false);
            return UpdateOutcome.Handled;
        }
    }

    private static ValueTask<UpdateOutcome> FinishValueAsync(ValueTask task) =>
        task.IsCompletedSuccessfully ? default : FinishAsync(task.AsTask());

    private static ValueTask<UpdateOutcome> FinishResultAsync<T>(ValueTask<T> task) => FinishAsync(task.AsTask());
}
