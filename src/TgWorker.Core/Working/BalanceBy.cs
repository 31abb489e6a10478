namespace TgWorker.Core.Working;

/// <summary>By what a worker divides its slots among its queues.</summary>
public enum BalanceBy
{
    /// <summary>It does not: slots go by priority or weights.</summary>
    Off,

    /// <summary>By how long the oldest update of each queue has waited.</summary>
    Time,

    /// <summary>By how many updates and chats of each queue wait.</summary>
    Size,
}
