using System.Text;

namespace TgWorker.Hosting.Sources;

/// <summary>Walks through a <c>.env</c> file, entry by entry.</summary>
internal sealed class EnvFileCursor(string text)
{
    private readonly string _text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    private int _at;

    private int Line => _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1;

    /// <summary>Goes to the next entry's value and returns its name; null at the end.</summary>
    public string? NextEntry()
    {
        while (_at < _text.Length)
        {
            var end = EndOfLine();
            var line = _text.AsSpan(_at, end - _at).Trim();
            var equals = _text.AsSpan(_at, end - _at).IndexOf('=');
            if (line.IsEmpty || line[0] == '#')
            {
                _at = end + 1;
            }
            else if (equals >= 0)
            {
                var name = Name(_text.Substring(_at, equals));
                _at += equals + 1;
                return name;
            }
            else
            {
                // phpdotenv's way to clear a variable.
                Name(line.ToString());
                _at = end + 1;
            }
        }

        return null;
    }

    /// <summary>Reads the value and goes to the next line.</summary>
    public string ReadValue(Func<string, string?> resolve)
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }

        return _at == _text.Length ? "" : _text[_at] switch
        {
            '"' => DoubleQuoted(resolve),
            '\'' => SingleQuoted(),
            _ => Unquoted(resolve),
        };
    }

    private string Unquoted(Func<string, string?> resolve)
    {
        var end = EndOfLine();
        var line = _text.AsSpan(_at, end - _at);
        _at = end + 1;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                line = line[..i];
            }
        }

        var (value, source) = (new StringBuilder(), line.Trim().ToString());
        for (var i = 0; i < source.Length;)
        {
            i += Variable(source, i, value, resolve);
        }

        return value.ToString();
    }

    private string SingleQuoted()
    {
        var end = _text.IndexOf('\'', _at + 1);
        if (end < 0)
        {
            throw Broken("has no closing quote");
        }

        var value = _text[(_at + 1)..end];
        EndEntry(end + 1);
        return value;
    }

    private string DoubleQuoted(Func<string, string?> resolve)
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < _text.Length;)
        {
            switch (_text[i])
            {
                case '"':
                    EndEntry(i + 1);
                    return value.ToString();
                case '\\' when i + 1 < _text.Length:
                    value.Append(Unescaped(_text[i + 1]));
                    i += 2;
                    break;
                default:
                    i += Variable(_text, i, value, resolve);
                    break;
            }
        }

        throw Broken("has no closing quote");
    }

    private static char Unescaped(char escape) => escape switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'f' => '\f',
        'v' => '\v',
        _ => escape,
    };

    /// <summary>Appends the character at <paramref name="i"/>, or the variable that begins there if it is set.</summary>
    /// <returns>How many characters were read.</returns>
    private static int Variable(string source, int i, StringBuilder value, Func<string, string?> resolve)
    {
        if (source[i] == '$' && i + 1 < source.Length && source[i + 1] == '{')
        {
            var end = source.IndexOf('}', i);
            if (end > 0 && IsName(source.AsSpan(i + 2, end - i - 2)) && resolve(source[(i + 2)..end]) is { } found)
            {
                value.Append(found);
                return end + 1 - i;
            }
        }

        value.Append(source[i]);
        return 1;
    }

    private void EndEntry(int at)
    {
        _at = at;
        var end = EndOfLine();
        var rest = _text.AsSpan(at, end - at).Trim();
        if (!rest.IsEmpty && rest[0] != '#')
        {
            throw Broken("has something after the closing quote");
        }

        _at = end + 1;
    }

    private string Name(string raw)
    {
        var name = raw.Trim();
        if (name.StartsWith("export", StringComparison.Ordinal) && name.Length > 6 && char.IsWhiteSpace(name[6]))
        {
            name = name[6..].TrimStart();
        }

        if (name.Length > 2 && name[0] is '"' or '\'' && name[^1] == name[0])
        {
            name = name[1..^1];
        }

        return IsName(name) ? name : throw Broken("is not NAME=value");
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private int EndOfLine()
    {
        var end = _text.IndexOf('\n', Math.Min(_at, _text.Length));
        return end < 0 ? _text.Length : end;
    }

    private FormatException Broken(string what) => new($"line {Line} {what}");
}
