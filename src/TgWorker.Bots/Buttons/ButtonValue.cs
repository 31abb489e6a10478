using System.Globalization;

namespace TgWorker.Bots.Buttons;

/// <summary>How values of one type stand in a button's data.</summary>
/// <param name="Shortest">The fewest characters.</param>
/// <param name="Write">Writes a value.</param>
/// <param name="Read">Reads one; null when the text is none, as the text is a stranger's.</param>
internal sealed record ButtonValue(int Shortest, Func<object, string> Write, Func<string, object?> Read)
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const string DateFormat = "yyyyMMdd";

    private static readonly Dictionary<Type, ButtonValue> Known = new()
    {
        [typeof(string)] = new(0, value => Escape((string)value), Unescape),
        [typeof(bool)] = new(1, value => (bool)value ? "1" : "0", text => text is "0" or "1" ? text == "1" : null),
        [typeof(Guid)] = new(32, value => ((Guid)value).ToString("N"), text => Guid.TryParseExact(text, "N", out var id) ? id : null),
        [typeof(DateOnly)] = new(
            DateFormat.Length,
            value => ((DateOnly)value).ToString(DateFormat, CultureInfo.InvariantCulture),
            text => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date : null),
        [typeof(byte)] = Number<byte>(),
        [typeof(short)] = Number<short>(),
        [typeof(int)] = Number<int>(),
        [typeof(long)] = Number<long>(),
    };

    /// <summary>The types that are known, as their author writes them.</summary>
    public const string KnownTypes = "string, bool, byte, short, int, long, Guid, DateOnly, or an enum";

    /// <summary>How values of a type are written; null when they cannot be.</summary>
    public static ButtonValue? Of(Type type) => Known.GetValueOrDefault(type) ?? (type.IsEnum ? OfEnum(type) : null);

    private static ButtonValue Number<T>()
        where T : struct, IParsable<T>, IFormattable, System.Numerics.INumber<T> => new(
        1,
        value => ((T)value).ToString(null, CultureInfo.InvariantCulture),
        text => T.TryParse(text, Whole, CultureInfo.InvariantCulture, out var number) ? number : null);

    // By its number, which is short; a name that is no longer there is read as no value, not as another one.
    private static ButtonValue OfEnum(Type type) => new(
        1,
        value => Enum.Format(type, value, "D"),
        text => long.TryParse(text, Whole, CultureInfo.InvariantCulture, out var number) && Defined(type, number) is { } value
            ? value : null);

    private static object? Defined(Type type, long number)
    {
        foreach (var value in Enum.GetValues(type))
        {
            if (Convert.ToInt64(value, CultureInfo.InvariantCulture) == number)
            {
                return value;
            }
        }

        return null;
    }

    private static string Escape(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);

    private static string Unescape(string text) =>
        text.Replace("%3A", ":", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
