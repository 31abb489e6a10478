namespace TgWorker.Measuring.Workers;

/// <summary>Workers on a queue that is measured. Disposing ends them.</summary>
internal interface IMeasuredWorkers : IAsyncDisposable
{
    /// <summary>What they have used so far, all together.</summary>
    /// <exception cref="InvalidOperationException">One of them has ended; the message says how.</exception>
    WorkerUsage Usage();
}
