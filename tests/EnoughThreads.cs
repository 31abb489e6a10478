using System.Runtime.CompilerServices;

namespace TgWorker;

/// <summary>
/// The test platform keeps two threads of the pool waiting for ever. On two processors that is the whole pool, and every worker
/// in a test's process would stand still, up to a second at a time, until the pool grows.
/// </summary>
internal static class EnoughThreads
{
    private const int Threads = 16;

#pragma warning disable CA2255 // A test project is an application: the test host's.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Allow()
    {
        ThreadPool.GetMinThreads(out var threads, out var forCompletions);
        ThreadPool.SetMinThreads(Math.Max(threads, Threads), forCompletions);
    }
}
