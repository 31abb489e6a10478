using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// What an implementation of <see cref="IUpdateQueue"/> supplies to be tested: an empty store of its own per instance,
/// and a hand on its clock. The suite disposes it when its rule was looked at.
/// </summary>
public interface IQueueUnderTest : IAsyncDisposable
{
    /// <summary>
    /// Opens the store, reading entries with the reader of <paramref name="settings"/>. Every call returns a queue as another
    /// process would open it; all of them share the store. The suite disposes them.
    /// </summary>
    Task<IUpdateQueue> OpenAsync(QueueSettings settings);

    /// <summary>Makes the lease of <paramref name="session"/> lapse now; those of <paramref name="others"/> must not.</summary>
    Task LapseAsync(IQueueSession session, IReadOnlyList<IQueueSession> others);

    /// <summary>Makes lanes that are parked for up to <paramref name="time"/> fall due.</summary>
    Task AdvanceAsync(TimeSpan time);
}
