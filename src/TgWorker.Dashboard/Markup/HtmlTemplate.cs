using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TgWorker.Core.Text;

namespace TgWorker.Dashboard.Markup;

/// <summary>
/// Encodes what stands in the holes of a template; what stands between them is the program's own. There is no hole for an object: what can
/// be shown is known at compile time. An address takes a <see cref="PageLink"/> and nothing else, and a value stands in quotes.
/// </summary>
[InterpolatedStringHandler]
internal ref struct HtmlTemplate
{
    private static readonly string[] Addresses = [" href=\"", " src=\"", " action=\"", " formaction=\""];

    // Most of what a page shows is of these, and needs no look at each letter.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-_/?%+()#@!*[]");

    private readonly StringBuilder _text;
    private string _before = "";

    /// <summary>Begins a template; the compiler calls it.</summary>
    public HtmlTemplate(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>What has been written.</summary>
    public readonly string Text => _text.ToString();

    /// <summary>The template's own text.</summary>
    public void AppendLiteral(string value)
    {
        _text.Append(value);
        _before = value;
    }

    /// <summary>Somebody's text. Control and direction characters are shown as escapes.</summary>
    public void AppendFormatted(string? value)
    {
        CheckPlace(isLink: false);
        Encode(value);
    }

    /// <summary>A whole number.</summary>
    public void AppendFormatted(long value)
    {
        CheckPlace(isLink: false);
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
    }

    /// <summary>A number with at most two decimals, as coordinates are.</summary>
    public void AppendFormatted(double value)
    {
        CheckPlace(isLink: false);
        _text.Append(CultureInfo.InvariantCulture, $"{value:0.##}");
    }

    /// <summary>A piece that was encoded when it was made.</summary>
    public void AppendFormatted(Html value)
    {
        CheckPlace(isLink: false);
        _text.Append(value.ToString());
    }

    /// <summary>Pieces that were.</summary>
    public void AppendFormatted(IEnumerable<Html> values) => AppendFormatted(Html.Of(values));

    /// <summary>An address of the dashboard.</summary>
    public void AppendFormatted(PageLink value)
    {
        CheckPlace(isLink: true);
        Encode(value.ToString());
    }

    private void CheckPlace(bool isLink)
    {
        var before = _before;
        _before = "";
        if (before.EndsWith('='))
        {
            throw new InvalidOperationException("A value in a template stands in quotes.");
        }

        foreach (var address in isLink || !before.EndsWith('"') ? [] : Addresses)
        {
            if (before.EndsWith(address, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("An address in a template is a PageLink.");
            }
        }
    }

    private readonly void Encode(string? value)
    {
        if (!value.AsSpan().ContainsAnyExcept(Plain))
        {
            _text.Append(value);
            return;
        }

        foreach (var letter in SafeText.Escape(value ?? ""))
        {
            _ = letter switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '`' => _text.Append("&#96;"),
                _ => _text.Append(letter),
            };
        }
    }
}
