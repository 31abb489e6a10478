using System.Globalization;

namespace TgWorker.Bots.Routing;

/// <summary>Writes calls as the author of a bot wrote them.</summary>
internal static class Writing
{
    public static string Call(string method, params object?[] arguments) => $"{method}({string.Join(", ", arguments.Select(Literal))})";

    public static string Each<T>(string method, IEnumerable<T> arguments) => Call(method, [.. arguments.Cast<object?>()]);

    public static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
