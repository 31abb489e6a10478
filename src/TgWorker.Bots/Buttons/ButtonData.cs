using TgWorker.Bots.Buttons;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>Writes values of your own types as the data of buttons, such as <c>vote:7:1</c>, and reads them.</summary>
/// <remarks>
/// A type is a record, or any class whose public constructor has a property for each parameter. The parameters can be string, bool, byte,
/// short, int, long, Guid, DateOnly, an enum, or a nullable of these. Give a parameter that you add later a default value: buttons sent
/// earlier get it. A user can send any data that a button could have (https://core.telegram.org/bots/api#callbackquery), so check what
/// they are allowed to do.
/// </remarks>
public static class ButtonData
{
    /// <summary>Writes a value.</summary>
    /// <returns>1 to 64 bytes in UTF-8: the prefix (see <see cref="ButtonDataAttribute"/>) and the values, separated by ':'.</returns>
    /// <exception cref="ArgumentException">The data would be longer, or the type cannot be written; the message says why.</exception>
    public static string Write<T>(T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        return FormatOf<T>().Write(value);
    }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether the data fit the type.</returns>
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
