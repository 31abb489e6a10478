namespace TgWorker.Core.Broadcasts;

/// <summary>Which changes of its state a broadcast takes.</summary>
internal static class BroadcastChange
{
    /// <summary>The states from which it may come to <paramref name="to"/>. (It is done by itself.)</summary>
    public static IReadOnlyList<BroadcastState> Before(BroadcastState to) => to switch
    {
        BroadcastState.Sending => [BroadcastState.Loading, BroadcastState.Paused],
        BroadcastState.Paused => [BroadcastState.Sending],
        BroadcastState.Cancelled => [BroadcastState.Loading, BroadcastState.Sending, BroadcastState.Paused],
        BroadcastState.Expired => [BroadcastState.Sending],
        _ => [],
    };
}
