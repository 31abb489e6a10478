namespace TgWorker.Sqlite.Steps;

/// <summary>What a worker says about itself when it joins.</summary>
/// <param name="Name">The incarnation's name.</param>
/// <param name="Lease">How long its lease lasts, in µs.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="Process">The process's id.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Started">Unix milliseconds.</param>
internal readonly record struct WorkerCard(string Name, long Lease, string Host, int Process, string Version, long Started);
