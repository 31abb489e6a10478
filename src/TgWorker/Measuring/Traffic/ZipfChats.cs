namespace TgWorker.Measuring.Traffic;

/// <summary>A few busy chats and many quiet ones: the chat in place n gets a share proportional to 1 / n^s.</summary>
/// <remarks>The same sequence every time, so that two runs can be compared.</remarks>
internal sealed class ZipfChats : IChatChoice
{
    private readonly double[] _cumulative;
    private readonly Random _random = new(20_250_101);

    public ZipfChats(int chats, double exponent)
    {
        _cumulative = new double[chats];
        var sum = 0.0;
        for (var i = 0; i < chats; i++)
        {
            sum += 1 / Math.Pow(i + 1, exponent);
            _cumulative[i] = sum;
        }
    }

    public int Next()
    {
        var at = Array.BinarySearch(_cumulative, _random.NextDouble() * _cumulative[^1]);
        return at >= 0 ? at : ~at;
    }
}
