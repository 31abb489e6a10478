using System.Buffers;
using TgWorker.Core.Json;

namespace TgWorker.Core.Jobs;

/// <summary>An update inside a string of the payload: which string, and which of its decoded bytes.</summary>
internal readonly record struct UpdateSlice(JsonTextRange Text, int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public byte[] Decode(ReadOnlySpan<byte> payload)
    {
        var text = payload.Slice(Text.Start, Text.Length);
        if (!Text.HasEscapes)
        {
            return text.Slice(Start, Length).ToArray();
        }

        // One byte more than the text: its closing quote, where decoding ends.
        var decoded = ArrayPool<byte>.Shared.Rent(Text.Length + 1);
        JsonString.Decode(payload.Slice(Text.Start, Text.Length + 1), 0, decoded, out _);
        var update = decoded.AsSpan(Start, Length).ToArray();
        ArrayPool<byte>.Shared.Return(decoded);
        return update;
    }
}
