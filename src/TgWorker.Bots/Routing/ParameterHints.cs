using System.Reflection;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>What to write instead of parameters that look right and cannot be filled.</summary>
internal static class ParameterHints
{
    private static readonly Dictionary<Type, string> Instead = new()
    {
        [typeof(TelegramBotClient)] = "take an ITelegramBotClient",
        [typeof(Chat)] = "take the Message and ask for its Chat",
        [typeof(User)] = "take the Message and ask for its From",
        [typeof(MessageCommand)] = "only OnCommand(…) has one; elsewhere take the UpdateView and ask for its Command",
        [typeof(ILogger)] = "take an ILogger<T> of your class",
        [typeof(HttpClient)] = "take an IHttpClientFactory, or a class of yours registered with AddHttpClient<T>()",
    };

    /// <summary>The fault of a parameter for which there is a better way; null when it may be a service.</summary>
    public static string? Of(Type type, ParameterInfo parameter, Route route)
    {
        var taken = $"takes {TypeName.Of(type)} '{parameter.Name}'";
        if (Instead.TryGetValue(type, out var instead))
        {
            return $"{taken}: {instead}";
        }

        if (type.GetCustomAttribute<ParameterHintAttribute>() is { } hint)
        {
            return $"{taken}: {hint.Hint}";
        }

        if (type == typeof(Message[]))
        {
            return $"{taken}: only OnAlbum(…) and [Album] have several messages";
        }

        if (!type.IsValueType && type != typeof(string))
        {
            return null;
        }

        var known = route.Captures.Count == 0 ? "captures nothing" : $"captures {string.Join(", ", route.Captures)}";
        return type == typeof(string) && route.Captures.Count == 0
            ? $"{taken}, and the route {known}: take the Message and ask for its Text, or capture it in a pattern, such as "
                + $"{{{parameter.Name}}}"
            : $"{taken}, and the route {known}: capture it in the pattern, such as "
                + $"{{{parameter.Name}{(type == typeof(string) ? "" : ":int")}}}";
    }
}
