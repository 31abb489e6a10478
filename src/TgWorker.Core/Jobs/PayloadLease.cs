using System.Buffers;

namespace TgWorker.Core.Jobs;

/// <summary>
/// The bytes of a payload, in memory that serves other payloads afterwards. It has one owner, who ends it: the delivery of its job, or,
/// before there is one, whoever read it. A lease that is never ended costs its memory, and nothing else.
/// </summary>
/// <remarks>Safe to use from several threads: who holds the bytes when the lease ends keeps them until it lets go.</remarks>
internal sealed class PayloadLease
{
    private readonly ArrayPool<byte>? _pool;
    private readonly byte[] _bytes;
    private int _holders = 1;
    private bool _hasEnded;

    private PayloadLease(ArrayPool<byte>? pool, byte[] bytes, int length)
    {
        _pool = pool;
        _bytes = bytes;
        Length = length;
    }

    /// <summary>Whether the bytes stay, whatever becomes of the lease.</summary>
    public bool IsOwn => _pool is null;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; }

    /// <summary>The bytes, for the owner to fill and to read as long as it has not ended the lease.</summary>
    public Memory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Rents memory for so many bytes.</summary>
    public static PayloadLease Rent(ArrayPool<byte> pool, int length) => new(pool, pool.Rent(length), length);

    /// <summary>Bytes of its own: they stay for whoever has them, and the end of the lease means nothing.</summary>
    public static PayloadLease Own(byte[] bytes) => new(null, bytes, bytes.Length);

    /// <summary>Ends those that are there.</summary>
    public static void End(ReadOnlySpan<PayloadLease?> leases)
    {
        foreach (var lease in leases)
        {
            lease?.End();
        }
    }

    /// <summary>Keeps the bytes until <see cref="LetGo"/>.</summary>
    /// <exception cref="InvalidOperationException">The lease has ended.</exception>
    public void Hold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
            {
                return;
            }

            holders = before;
        }

        throw new InvalidOperationException(
            "The job's payload is no longer there, because the delivery has ended. Ask for what is needed later (Update, Payload, Uuid, "
                + "DisplayName, RetryOf) before the handler returns: it stays valid.");
    }

    /// <summary>Ends a <see cref="Hold"/>.</summary>
    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _pool!.Return(_bytes);
        }
    }

    /// <summary>The owner needs the bytes no more. Only the first call counts.</summary>
    public void End()
    {
        if (_pool is not null && !Interlocked.Exchange(ref _hasEnded, true))
        {
            LetGo();
        }
    }
}
