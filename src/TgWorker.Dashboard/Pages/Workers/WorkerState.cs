namespace TgWorker.Dashboard.Pages.Workers;

/// <summary>How a worker fares, as far as the queue knows.</summary>
internal enum WorkerState
{
    /// <summary>It was heard of in time.</summary>
    Alive,

    /// <summary>Its lease still lasts, but it is late.</summary>
    Late,

    /// <summary>Its lease has lapsed: others take its chats over.</summary>
    Dead,
}
