namespace TgWorker.Soak;

/// <summary>Chats as they are in life: the n-th gets one n-th of what the busiest gets.</summary>
internal sealed class ZipfChats
{
    private readonly double[] _shares;
    private readonly Random _random;

    public ZipfChats(int chats, Random random)
    {
        _random = random;
        _shares = new double[chats];
        var sum = 0.0;
        for (var i = 0; i < chats; i++)
        {
            _shares[i] = sum += 1.0 / (i + 1);
        }
    }

    /// <summary>A chat, from 1.</summary>
    public long Next()
    {
        var place = Array.BinarySearch(_shares, _random.NextDouble() * _shares[^1]);
        return (place < 0 ? ~place : place) + 1;
    }
}
