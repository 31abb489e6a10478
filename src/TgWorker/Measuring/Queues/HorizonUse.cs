namespace TgWorker.Measuring.Queues;

/// <summary>What a measurement has to do with Horizon's keys.</summary>
internal enum HorizonUse
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>Entries are pushed with the records that tgook writes for Horizon; workers leave those alone.</summary>
    Pushed,

    /// <summary>Workers bring the records up to date as well, and a job is unfinished until Horizon shows it as done.</summary>
    Projected,
}
