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
    private readonly Regex _regex;
    private readonly List<string> _names = [];
    private readonly List<Func<string, bool>?> _checks = [];

    /// <exception cref="FormatException">The pattern is not well formed; the message says where.</exception>
    public RoutePattern(string pattern)
    {
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

        // Without backtracking: the text is a stranger's, and must not decide how long it takes.
        _regex = new Regex(regex.Append("\\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>The names in the pattern, in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Matches a text; null when it is another.</summary>
    public RouteValues? Match(string text)
    {
        if (_names.Count == 0)
        {
            return _regex.IsMatch(text) ? RouteValues.None : null;
        }

        var match = _regex.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var values = new string?[_names.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var group = match.Groups[i + 1];
            values[i] = group.Success ? group.Value : null;
            if (values[i] is { } value && _checks[i]?.Invoke(value) == false)
            {
                return null;
            }
        }

        return new RouteValues(_names, values);
    }

    private void AddPart(string pattern, string part, int at, StringBuilder regex)
    {
        var isOptional = part.EndsWith('?');
        var (name, type) = (isOptional ? part[..^1] : part).Split(':', 2) is [var left, var right] ? (left, right) : (isOptional ? part[..^1] : part, "");
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw Fault(pattern, at, "a name of letters, digits and '_' in braces is expected, such as {id} or {id:int}");
        }

        if (_names.Contains(name))
        {
            throw Fault(pattern, at, $"'{name}' stands there twice");
        }

        var (expression, check) = OfType(type) ?? throw Fault(pattern, at, $"'{type}' is no type: use int, long or guid, or leave it out for text");
        _names.Add(name);
        _checks.Add(check);
        if (!isOptional)
        {
            regex.Append('(').Append(expression).Append(')');
            return;
        }

        var hasSpace = regex.Length >= 3 && regex.ToString(regex.Length - 3, 3) == "\\s+";
        regex.Length -= hasSpace ? 3 : 0;
        regex.Append("(?:").Append(hasSpace ? "\\s+" : "").Append('(').Append(expression).Append("))?");
    }

    private static void AddText(string pattern, ref int at, StringBuilder regex)
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

        regex.Append(Regex.Escape(pattern[from..at]));
    }

    private static (string Expression, Func<string, bool>? Check)? OfType(string type) => type switch
    {
        "" => (".+?", null),
        "int" => ("-?[0-9]{1,10}", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        "long" => ("-?[0-9]{1,19}", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        "guid" => ("[0-9A-Fa-f-]{32,36}", text => Guid.TryParse(text, CultureInfo.InvariantCulture, out _)),
        _ => null,
    };

    private static FormatException Fault(string pattern, int at, string what) =>
        new($"The pattern '{pattern}' is not well formed at character {at + 1}: {what}.");
}
