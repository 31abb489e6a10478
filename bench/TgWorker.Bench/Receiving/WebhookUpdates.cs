using System.Globalization;
using System.Text;

namespace TgWorker.Bench.Receiving;

/// <summary>Updates of 1.5 KB, as Telegram posts them.</summary>
internal static class WebhookUpdates
{
    private const int Size = 1500;

    /// <summary>A message of a chat of its own.</summary>
    public static byte[] Message(long id)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"update_id\":{id},\n\"message\":{{\"message_id\":{id % 1000},\"from\":{{\"id\":{5_000_000_000 + (id % 1000)},\"is_bot\":false,\"first_name\":\"A\"}},\"chat\":{{\"id\":{5_000_000_000 + (id % 1000)},\"type\":\"private\"}},\"date\":1795219800,\"text\":\"");
        return Encoding.ASCII.GetBytes($"{text.PadRight(Size - 4, 'x')}\"}}}}");
    }
}
