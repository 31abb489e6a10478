using System.Buffers;

namespace TgWorker.TestSupport.Memory;

/// <summary>A pool that counts what it has lent, and spoils what comes back: whoever still reads it finds nonsense.</summary>
internal sealed class PoisonedPool : ArrayPool<byte>
{
    private const byte Nonsense = 0xEE;

    private readonly HashSet<byte[]> _lent = [];
    private readonly Stack<byte[]> _free = new();
    private readonly Lock _lock = new();

    /// <summary>How many arrays were lent and have not come back.</summary>
    public int Lent
    {
        get
        {
            lock (_lock)
            {
                return _lent.Count;
            }
        }
    }

    /// <summary>How many were lent in all.</summary>
    public int Rents { get; private set; }

    public override byte[] Rent(int minimumLength)
    {
        lock (_lock)
        {
            Rents++;
            var array = _free.TryPeek(out var free) && free.Length >= minimumLength ? _free.Pop() : new byte[Math.Max(minimumLength, 2048)];
            _lent.Add(array);
            return array;
        }
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        lock (_lock)
        {
            if (!_lent.Remove(array))
            {
                throw new InvalidOperationException("An array came back that is not lent.");
            }

            array.AsSpan().Fill(Nonsense);
            _free.Push(array);
        }
    }
}
