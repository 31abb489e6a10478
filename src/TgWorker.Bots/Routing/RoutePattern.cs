using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TgWorker.Bots.Routing;

/// <summary>
/// A pattern such as <c>vote:{id:int}</c>. Text stands for itself, a space for any white space, <c>{name}</c> for one character or
/// more, <c>{name:int}</c>, <c>{name:long}</c> and <c>{name:guid}</c> for what they say, and <c>{name?}</c> may be missing together
/// with the space before it. The whole text must match. Letter case counts.
/// </summary>
internal sealed class RoutePattern
{
    /// <summary>The most bytes of a button's data.</summary>
    /// <remarks>https://core.telegram.org/bots/api#inlinekeyboardbutton</remarks>
    public const int MostCallbackData = 64;

    private readonly Regex _regex;
    private readonly List<Capture> _captures = [];
    private readonly string[] _names;
    private int _shortest;

    /// <param name="pattern">The pattern.</param>
    /// <param name="longest">The most bytes that what it is matched with can have.</param>
    /// <exception cref="FormatException">The pattern is not well formed, or can never match; the message says why.</exception>
    public RoutePattern(string pattern, int longest = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length == 0)
        {
            throw new FormatException("an empty pattern matches nothing: leave it out to take everything");
        }

        var regex = new StringBuilder("^");
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '{')
            {
                var end = pattern.IndexOf('}', at);
                AddPart(pattern, pattern[(at + 1)..(end < 0 ? at + 1 : end)], at, regex);
                at = end + 1;
            }
            else if (pattern[at] == '}')
            {
                throw Fault(pattern, at, "'}' closes nothing");
            }
            else
            {
                AddText(pattern, ref at, regex);
            }
        }

        if (_shortest > longest)
        {
            throw new FormatException($"what matches has {_shortest} bytes at least, and Telegram takes {longest} at most: shorten it");
        }

        // Without backtracking: the text is a stranger's, and must not decide how long it takes.
        _regex = new Regex(regex.Append("\\z").ToString(),
            RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        _names = [.. _captures.Select(capture => capture.Name)];
    }

    /// <summary>The names in the pattern, in their order.</summary>
    public IReadOnlyList<Capture> Captures => _captures;

    /// <summary>Matches a text; null when it is another.</summary>
    public RouteValues? Match(string text)
    {
        if (_names.Length == 0)
        {
            return _regex.IsMatch(text) ? RouteValues.None : null;
        }

        var match = _regex.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var values = new string?[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var group = match.Groups[i + 1];
            values[i] = group.Success ? group.Value : null;
            if (values[i] is { } value && !Fits(_captures[i].Type, value))
            {
                return null;
            }
        }

        return new RouteValues(_names, values);
    }

    private static bool Fits(CaptureType type, string text) => type switch
    {
        CaptureType.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        CaptureType.Long => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        CaptureType.Guid => Guid.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private void AddPart(string pattern, string part, int at, StringBuilder regex)
    {
        var isOptional = part.EndsWith('?');
        var written = isOptional ? part[..^1] : part;
        var (name, type) = written.Split(':', 2) is [var left, var right] ? (left, right) : (written, "");
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw Fault(pattern, at, "a name of letters, digits and '_' in braces is expected, such as {id} or {id:int}");
        }

        if (_captures.Exists(capture => capture.Name == name))
        {
            throw Fault(pattern, at, $"'{name}' is used twice");
        }

        var (expression, known) = OfType(type)
            ?? throw Fault(pattern, at, $"'{type}' is not a type: use int, long or guid, or leave the type out for text");
        _captures.Add(new Capture(name, known, isOptional));
        if (!isOptional)
        {
            _shortest++;
            regex.Append('(').Append(expression).Append(')');
            return;
        }

        var hasSpace = regex.Length >= 3 && regex.ToString(regex.Length - 3, 3) == "\\s+";
        regex.Length -= hasSpace ? 3 : 0;
        regex.Append("(?:").Append(hasSpace ? "\\s+" : "").Append('(').Append(expression).Append("))?");
    }

    private void AddText(string pattern, ref int at, StringBuilder regex)
    {
        var from = at;
        if (char.IsWhiteSpace(pattern[at]))
        {
            at += pattern.AsSpan(at).Length - pattern.AsSpan(at).TrimStart().Length;
            regex.Append("\\s+");
            return;
        }

        while (at < pattern.Length && pattern[at] is not ('{' or '}') && !char.IsWhiteSpace(pattern[at]))
        {
            at++;
        }

        _shortest += Encoding.UTF8.GetByteCount(pattern.AsSpan(from, at - from));
        regex.Append(Regex.Escape(pattern[from..at]));
    }

    private static (string Expression, CaptureType Type)? OfType(string type) => type switch
    {
        "" => (".+?", CaptureType.Text),
        "int" => ("-?[0-9]{1,10}", CaptureType.Int),
        "long" => ("-?[0-9]{1,19}", CaptureType.Long),
        "guid" => ("[0-9A-Fa-f-]{32,36}", CaptureType.Guid),
        _ => null,
    };

    private static FormatException Fault(string pattern, int at, string what) =>
        new($"the pattern '{pattern}' is not well formed at character {at + 1}: {what}");
}
