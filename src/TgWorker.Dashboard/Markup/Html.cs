using System.Text;

namespace TgWorker.Dashboard.Markup;

/// <summary>
/// A piece of a page. The only way to one is a template whose holes are encoded: a text from outside cannot become markup.
/// </summary>
internal readonly struct Html : IEquatable<Html>
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>A piece from a template: <c>Html.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>.</summary>
    public static Html Of(HtmlTemplate template) => new(template.Text);

    /// <summary>Pieces one after the other.</summary>
    public static Html Of(IEnumerable<Html> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece._text);
        }

        return new Html(text.ToString());
    }

    /// <summary>The piece, or nothing.</summary>
    public static Html If(bool condition, Func<Html> piece) => condition ? piece() : Empty;

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    public bool Equals(Html other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Html other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
