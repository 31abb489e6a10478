using System.Buffers;
using System.IO.Pipelines;

namespace TgWorker.Intake.Receiving;

/// <summary>Reads a request's body as it arrives, to its end or to a limit.</summary>
internal static class BodyReader
{
    /// <summary>What <paramref name="use"/> makes of the body.</summary>
    /// <param name="body">The body; what was not read stays.</param>
    /// <param name="limit">The most bytes that are used.</param>
    /// <param name="use">Gets the bytes, valid for the call, and whether more than the limit came.</param>
    /// <param name="cancellationToken">The sender has gone.</param>
    public static async ValueTask<T> ReadAsync<T>(PipeReader body, int limit, BodyUse<T> use, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.IsCompleted || read.Buffer.Length > limit)
            {
                var isCut = read.Buffer.Length > limit;
                var result = Use(isCut ? read.Buffer.Slice(0, limit) : read.Buffer, isCut, use);
                body.AdvanceTo(read.Buffer.End);
                return result;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static T Use<T>(ReadOnlySequence<byte> buffer, bool isCut, BodyUse<T> use)
    {
        if (buffer.IsSingleSegment)
        {
            return use(buffer.FirstSpan, isCut);
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        try
        {
            buffer.CopyTo(whole);
            return use(whole.AsSpan(0, (int)buffer.Length), isCut);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
