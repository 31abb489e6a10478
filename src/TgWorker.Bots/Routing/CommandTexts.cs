namespace TgWorker.Bots.Routing;

/// <summary>What Telegram's menu says of a command, by language; the empty one is for all that have none of their own.</summary>
/// <param name="Command">The command, without its slash and in lower case.</param>
internal sealed record CommandTexts(string Command)
{
    // https://core.telegram.org/bots/api#botcommand
    private const int LongestText = 256;

    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The languages, without the empty one.</summary>
    public IEnumerable<string> Languages => _texts.Keys.Where(language => language.Length > 0);

    /// <summary>What it says in a language, or else in the empty one.</summary>
    public string? In(string language) => _texts.GetValueOrDefault(language) ?? _texts.GetValueOrDefault("");

    /// <summary>Adds a text.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Add(string language, string text)
    {
        var written = language.Length == 0 ? Writing.Call("Describe", text) : Writing.Call("Describe", language, text);
        if (text.Length is 0 or > LongestText)
        {
            return $"{written}: a description has 1 to {LongestText} characters, not {text.Length}";
        }

        if (language.Length is not (0 or 2) || !language.All(char.IsAsciiLetterLower))
        {
            return $"{written}: '{language}' is not a language: give two letters of ISO 639-1, such as de, or leave it out for all others";
        }

        return _texts.TryAdd(language, text) ? null : $"{written}: it has a description for that language already: remove one of them";
    }
}
