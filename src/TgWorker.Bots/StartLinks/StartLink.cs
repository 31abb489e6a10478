using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using TgWorker.Bots.Buttons;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>
/// Links that start the bot with a value of a type: <c>https://t.me/shop_bot?start=…</c>, for <c>OnStart&lt;T&gt;(…)</c>.
/// </summary>
/// <remarks>
/// The types are those of <see cref="ButtonData"/>, written as base64url. Whoever has a link can write another one: it says what is wished,
/// not what is allowed. https://core.telegram.org/bots/features#deep-linking
/// </remarks>
public static class StartLink
{
    /// <summary>The most characters that Telegram takes.</summary>
    internal const int Longest = 64;

    /// <summary>The most bytes of a value: 64 characters of base64url.</summary>
    internal const int MostBytes = Longest / 4 * 3;

    /// <summary>A link that opens the private chat with the bot.</summary>
    /// <param name="username">The bot's username, without @.</param>
    /// <param name="value">What the handler gets.</param>
    /// <exception cref="ArgumentException">The value does not fit, or its type cannot be written; the message says why.</exception>
    public static Uri To<T>(string username, T value)
        where T : notnull => Make(username, "start", value);

    /// <summary>A link that adds the bot to a group, where it is started then.</summary>
    /// <inheritdoc cref="To{T}(string, T)"/>
    public static Uri ToGroup<T>(string username, T value)
        where T : notnull => Make(username, "startgroup", value);

    /// <summary>What follows <c>/start</c>, 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.</summary>
    /// <exception cref="ArgumentException">The value does not fit, or its type cannot be written; the message says why.</exception>
    public static string Write<T>(T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = Encoding.UTF8.GetBytes(FormatOf<T>().Text(value));
        return bytes.Length <= MostBytes
            ? Base64Url.EncodeToString(bytes)
            : throw new ArgumentException(
                $"A link has room for {MostBytes} bytes, and this {TypeName.Of(typeof(T))} has {bytes.Length}: shorten it, or keep it "
                    + $"elsewhere and give its id.", nameof(value));
    }

    /// <summary>Reads what follows <c>/start</c>.</summary>
    /// <returns>Whether it is a value of the type.</returns>
    public static bool TryRead<T>(string? parameter, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        var read = Read(FormatOf<T>(), parameter);
        value = read is null ? default : (T)read;
        return read is not null;
    }

    /// <summary>A value; null when the parameter is none, as it is a stranger's.</summary>
    internal static object? Read(ButtonFormat format, string? parameter)
    {
        if (parameter is null or { Length: 0 or > Longest } || !Base64Url.IsValid(parameter))
        {
            return null;
        }

        try
        {
            return format.Read(Strict.GetString(Base64Url.DecodeFromChars(parameter)));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static Uri Make<T>(string username, string parameter, T value)
        where T : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(username);
        if (!username.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{username}' is not a username: give it without @, such as shop_bot.", nameof(username));
        }

        return new Uri($"https://t.me/{username}?{parameter}={Write(value)}");
    }

    private static ButtonFormat FormatOf<T>()
    {
        try
        {
            return ButtonFormat.Of(typeof(T));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{TypeName.Of(typeof(T))} cannot stand in a link: {e.Message}.", e);
        }
    }
}
