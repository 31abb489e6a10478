using System.Buffers.Text;
using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Updates that were not valid UTF-8 when they reached tgook. It counts the bytes of the update first, and its JSON
/// encoder then replaces each invalid byte by U+FFFD, which takes three: the declared length is short by two for each,
/// and PHP cannot read the job at all. Which bytes were lost cannot be known, but where the update ends can: tgook writes
/// the timestamp behind it and nothing after that.
/// </summary>
internal static class LostBytes
{
    private static ReadOnlySpan<byte> Timestamp => "\";s:9:\"timestamp\";i:"u8;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>
    /// Finds the update of a command whose lengths do not fit, provided that replaced bytes account for the difference.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="declared">Where the update stands going by its declared length.</param>
    /// <param name="update">Where the update really stands.</param>
    public static bool TryFindUpdate(ReadOnlySpan<byte> command, PhpSlice declared, out PhpSlice update)
    {
        update = default;
        var end = command.LastIndexOf(Timestamp);
        var missing = end - declared.Start - declared.Length;
        if (declared.Length == 0 || end < 0 || missing <= 0 || missing % 2 != 0
            || !IsTail(command[(end + Timestamp.Length)..])
            || missing / 2 > command[declared.Start..end].Count(Replacement))
        {
            return false;
        }

        update = new PhpSlice(declared.Start, end - declared.Start);
        return true;
    }

    private static bool IsTail(ReadOnlySpan<byte> tail) =>
        Utf8Parser.TryParse(tail, out long _, out var digits) && tail[digits..].SequenceEqual(";}"u8);
}
