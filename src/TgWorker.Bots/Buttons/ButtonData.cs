using TgWorker.Bots.Buttons;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Values of a type as the data of a button: <c>vote:7:1</c>.</summary>
/// <remarks>
/// A type is a record, or anything whose public constructor has a property for each parameter, of string, bool, byte, short, int, long,
/// Guid, DateOnly, an enum, or one of these that may be null. Parameters that are added later need a default value, which buttons sent
/// before then have. Whoever uses the bot can send any data that a button could have (https://core.telegram.org/bots/api#callbackquery):
/// they say what is wished, not what is allowed.
/// </remarks>
public static class ButtonData
{
    /// <summary>Writes a value.</summary>
    /// <returns>1 to 64 bytes in UTF-8: the prefix (see <see cref="ButtonDataAttribute"/>), and after a ':' each, the values.</returns>
    /// <exception cref="ArgumentException">It would be longer, or the type cannot be written; the message says why.</exception>
    public static string Write<T>(T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        return FormatOf<T>().Write(value);
    }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether the data are of the type.</returns>
    /// <exception cref="ArgumentException">The type cannot be read; the message says why.</exception>
    public static bool TryRead<T>(string? data, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : notnull
    {
        var read = data is null ? null : FormatOf<T>().Read(data);
        value = read is null ? default : (T)read;
        return read is not null;
    }

    private static ButtonFormat FormatOf<T>()
    {
        try
        {
            return ButtonFormat.Of(typeof(T));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{TypeName.Of(typeof(T))} cannot be a button's data: {e.Message}.", e);
        }
    }
}
