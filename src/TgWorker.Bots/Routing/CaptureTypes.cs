using System.Globalization;
using System.Reflection;

namespace TgWorker.Bots.Routing;

/// <summary>Which parameters take which captures.</summary>
internal static class CaptureTypes
{
    private static readonly Dictionary<CaptureType, Type[]> Fitting = new()
    {
        [CaptureType.Int] = [typeof(int), typeof(long), typeof(double), typeof(decimal)],
        [CaptureType.Long] = [typeof(long), typeof(decimal)],
        [CaptureType.Guid] = [typeof(Guid)],
    };

    /// <summary>Why a parameter that is no string cannot take a capture; null when it can.</summary>
    public static string? Fault(Capture capture, Type type)
    {
        var name = capture.Name;
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        if (capture.Type == CaptureType.Text)
        {
            return PatternFor(underlying) is { } pattern
                ? $"takes {TypeName.Of(type)} '{name}', and {{{name}}} captures any text: write "
                    + $"{{{name}:{pattern}{(capture.IsOptional ? "?" : "")}}}"
                : $"takes {TypeName.Of(type)} '{name}', and {{{name}}} captures any text: take a string and parse it";
        }

        if (capture.Type == CaptureType.Group)
        {
            return !IsParsable(underlying)
                ? $"takes {TypeName.Of(type)} '{name}', which cannot be parsed from text: take a string, a number or another type that "
                    + $"can be parsed" : null;
        }

        if (!Fitting[capture.Type].Contains(underlying))
        {
            var written = capture.Type.ToString().ToLowerInvariant();
            var article = capture.Type == CaptureType.Int ? "an" : "a";
            return $"takes {TypeName.Of(type)} '{name}', and {{{name}:{written}}} captures {article} {written}: take "
                + $"{TypeName.WithArticle(Fitting[capture.Type][0])}"
                + (PatternFor(underlying) is { } pattern ? $", or write {{{name}:{pattern}}}" : "");
        }

        return capture.IsOptional && underlying == type
            ? $"takes {TypeName.Of(type)} '{name}', which may be missing: take {TypeName.Of(type)}?" : null;
    }

    /// <summary>Whether a captured text, if there is one, can be read as a type.</summary>
    public static Func<RouteValues, bool> Check(string name, Type type)
    {
        var tryParse = typeof(CaptureTypes)
            .GetMethod(nameof(CanParse), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type)
                .CreateDelegate<Func<string, bool>>();
        return values => values[name] is not { } text || tryParse(text);
    }

    private static bool CanParse<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string? PatternFor(Type type) =>
        type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(Guid) ? "guid" : null;

    private static bool IsParsable(Type type) =>
        type.GetInterfaces().Any(
            face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>) && face.GetGenericArguments()[0] == type);
}
