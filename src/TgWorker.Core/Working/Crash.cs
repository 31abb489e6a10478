using System.Runtime.ExceptionServices;

namespace TgWorker.Core.Working;

/// <summary>
/// Watches work of a session that nobody waits for. Should it ever throw, slots and chats would be stuck behind a lease that goes on being
/// renewed; so the lease is given up, and the error ends the worker.
/// </summary>
internal sealed class Crash(LeaseKeeper lease)
{
    private ExceptionDispatchInfo? _first;

    /// <summary>Watches work.</summary>
    public async Task GuardAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is thrown again by Throw.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(exception);
        }
    }

    /// <summary>Something threw that never should.</summary>
    public void Report(Exception exception)
    {
        Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(exception), null);
        lease.GiveUp();
    }

    /// <summary>Throws the first that was reported, if any.</summary>
    public void Throw() => Volatile.Read(ref _first)?.Throw();
}
