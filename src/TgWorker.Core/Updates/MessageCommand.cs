namespace TgWorker.Core.Updates;

/// <summary>A command at the beginning of a message, such as <c>/start@shop_bot ref42</c>.</summary>
/// <param name="Name">The command without its slash, as written: <c>start</c>.</param>
/// <param name="Addressee">The username of the bot that it addresses: <c>shop_bot</c>; null if it names none.</param>
/// <param name="Arguments">What follows, trimmed: <c>ref42</c>. Here is the parameter of a deep link.</param>
public readonly record struct MessageCommand(string Name, string? Addressee, string Arguments)
{
    // https://core.telegram.org/bots/features#commands
    private const int LongestName = 32;

    /// <summary>Reads the command at the beginning of a text; null if there is none.</summary>
    public static MessageCommand? Parse(string? text)
    {
        if (text is not ['/', ..])
        {
            return null;
        }

        var end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var name = text[1..end];
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? addressee = null;
        if (end < text.Length && text[end] == '@')
        {
            var from = ++end;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            addressee = text[from..end];
        }

        return end == text.Length || char.IsWhiteSpace(text[end]) ? new MessageCommand(name, addressee, text[end..].Trim()) : null;
    }
}
