using System.Text.Json;
using TgWorker.Core.Json;

namespace TgWorker.Fuzz;

/// <summary>Our JSON scanner sees the same tokens as System.Text.Json's reader, up to the same fault.</summary>
internal static class ScannerPromises
{
    public static string? FindBroken(ReadOnlySpan<byte> json)
    {
        var scanner = new JsonScanner(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScanner.MaxDepth });
        while (true)
        {
            var theirs = Next(ref reader);
            var ours = scanner.Read();

            // They fault at the end of an unfinished number or a name without its colon, we just behind it or before it.
            if (ours == JsonToken.Invalid || theirs == JsonToken.Invalid)
            {
                return IsFault(ref scanner, ours) && IsFault(ref reader, theirs) ? null
                    : $"the scanner reads {ours} where the reader reads {theirs}";
            }

            if (ours != theirs || (ours is JsonToken.Name or JsonToken.String or JsonToken.Number
                && !scanner.Value.SequenceEqual(reader.ValueSpan)))
            {
                return $"the scanner reads {ours} where the reader reads {theirs}, at byte {scanner.Position}";
            }

            if (ours == JsonToken.End)
            {
                return null;
            }
        }
    }

    private static bool IsFault(ref JsonScanner scanner, JsonToken token)
    {
        while (token is not (JsonToken.Invalid or JsonToken.End))
        {
            token = scanner.Read();
        }

        return token == JsonToken.Invalid;
    }

    private static bool IsFault(ref Utf8JsonReader reader, JsonToken token)
    {
        while (token is not (JsonToken.Invalid or JsonToken.End))
        {
            token = Next(ref reader);
        }

        return token == JsonToken.Invalid;
    }

    private static JsonToken Next(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.Read() ? JsonToken.End : reader.TokenType switch
            {
                JsonTokenType.StartObject => JsonToken.ObjectStart,
                JsonTokenType.EndObject => JsonToken.ObjectEnd,
                JsonTokenType.StartArray => JsonToken.ArrayStart,
                JsonTokenType.EndArray => JsonToken.ArrayEnd,
                JsonTokenType.PropertyName => JsonToken.Name,
                JsonTokenType.String => JsonToken.String,
                JsonTokenType.Number => JsonToken.Number,
                JsonTokenType.True => JsonToken.True,
                JsonTokenType.False => JsonToken.False,
                JsonTokenType.Null => JsonToken.Null,
                _ => JsonToken.Invalid,
            };
        }
        catch (JsonException)
        {
            return JsonToken.Invalid;
        }
    }
}
