using System.Text.Json;

namespace TgWorker.Core.Broadcasts;

/// <summary>How a <see cref="BroadcastMiss"/> is kept.</summary>
internal static class BroadcastMissJson
{
    public static byte[] Write(BroadcastMiss miss) => JsonSerializer.SerializeToUtf8Bytes(miss);

    /// <summary>Reads it. Never throws: of a record that is damaged the number is left.</summary>
    public static BroadcastMiss Read(long number, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BroadcastMiss>(json) is { Reason: not null } miss
                ? miss with { Number = number } : Damaged(number);
        }
        catch (JsonException)
        {
            return Damaged(number);
        }
    }

    private static BroadcastMiss Damaged(long number) =>
        new(number, BroadcastResult.Failed, 0, "The record of this recipient is damaged: whom it did not reach is not known.");
}
