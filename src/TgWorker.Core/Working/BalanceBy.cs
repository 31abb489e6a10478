namespace TgWorker.Core.Working;

/// <summary>What decides how a worker divides its slots among its queues.</summary>
public enum BalanceBy
{
    /// <summary>Slots are not moved: priority or weights decide.</summary>
    Off,

    /// <summary>How long each queue's oldest update has waited.</summary>
    Time,

    /// <summary>How many updates and chats of each queue wait.</summary>
    Size,
}
