namespace TgWorker.Laravel.Php;

/// <summary>Where something stands in a text.</summary>
internal readonly record struct PhpSlice(int Start, int Length)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Start, Length);
}
