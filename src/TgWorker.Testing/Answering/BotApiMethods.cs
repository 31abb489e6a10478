using System.Collections.Frozen;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Testing.Answering;

/// <summary>The methods of the Bot API, as Telegram.Bot's request types have them.</summary>
internal static class BotApiMethods
{
    private static readonly FrozenDictionary<string, Type[]> Results = Requests()
        .GroupBy(request => request.Method, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group =>
            group.Select(request => request.Result).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All request types, each with its method and the type of its result.</summary>
    public static IEnumerable<(Type Request, string Method, Type Result)> Requests() =>
        from type in typeof(ITelegramBotClient).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.GetConstructor([]) is not null
        let result = ResultOf(type)
        where result is not null
        select (type, ((IRequest)Activator.CreateInstance(type)!).MethodName, result);

    /// <summary>The type of a call's result; null when Telegram.Bot does not know the method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isInline">Whether it is about a message that was sent inline: some methods answer only true then.</param>
    public static Type? ResultOf(string method, bool isInline) => !Results.TryGetValue(method, out var results) ? null
        : results.FirstOrDefault(result => result == typeof(bool) == isInline) ?? results[0];

    private static Type? ResultOf(Type request) => request.GetInterfaces()
        .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];
}
