using System.Text;

namespace TgWorker.Core.Json;

/// <summary>Where a string stands in a JSON text, without its quotes.</summary>
internal readonly record struct JsonTextRange(int Start, int Length, bool HasEscapes)
{
    /// <summary>The string's text; null when there is none or when it holds half of a surrogate pair.</summary>
    public string? Decode(ReadOnlySpan<byte> json)
    {
        if (Length == 0)
        {
            return null;
        }

        var raw = json.Slice(Start, Length);
        if (!HasEscapes)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var decoded = new byte[Length];
        return JsonString.TryDecode(raw, decoded, out var written) ? Encoding.UTF8.GetString(decoded, 0, written) : null;
    }
}
