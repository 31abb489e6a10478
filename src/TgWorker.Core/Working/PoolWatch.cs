using Microsoft.Extensions.Logging;

namespace TgWorker.Core.Working;

/// <summary>
/// Sees to it that handlers that block their threads hold up nobody else. The thread pool has a thread per processor at first
/// and gets one or two more in a second: behind 64 handlers that wait for a synchronous call, the renewal of the lease would
/// come too late. So when the pool stands still, it gets a thread for each handler at once. Not before, since threads that
/// nobody needs cost memory and speed.
/// </summary>
internal sealed partial class PoolWatch : IThreadPoolWorkItem, IDisposable
{
    // For the work of the worker itself, beside its handlers.
    private const int ThreadsOfOurOwn = 8;
    private const int LongestStandstill = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly int _threads;
    private readonly ILogger _logger;
    private readonly ManualResetEventSlim _ended = new();
    private Thread? _watching;
    private bool _moved = true;
    private int _still;

    public PoolWatch(int handlers, ILogger logger)
    {
        _threads = handlers + ThreadsOfOurOwn;
        _logger = logger;
    }

    /// <summary>Watches until it is disposed, or the pool has the threads it needs for so many handlers.</summary>
    public static PoolWatch Start(int handlers, ILogger logger)
    {
        var watch = new PoolWatch(handlers, logger);
        // A thread of its own, by the clock of the machine: the pool's is what may stand still.
        watch._watching = new Thread(watch.Watch) { IsBackground = true, Name = "tgworker-pool-watch" };
        watch._watching.Start();
        return watch;
    }

    /// <summary>Sees whether the pool has moved since the last look.</summary>
    /// <returns>Whether to look again.</returns>
    public bool Look()
    {
        ThreadPool.GetMinThreads(out var threads, out var forCompletions);
        if (threads >= _threads)
        {
            return false;
        }

        if (Volatile.Read(ref _moved))
        {
            _still = 0;
            Volatile.Write(ref _moved, false);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return true;
        }

        // Not at the first time: the whole process may have stood still.
        if (++_still < LongestStandstill)
        {
            return true;
        }

        // Refused where the process is configured with a fixed number (ThreadPoolMinThreads).
        if (ThreadPool.SetMinThreads(_threads, forCompletions))
        {
            Grown(_logger, LongestStandstill * Interval.TotalMilliseconds, _threads);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Set();
        _watching?.Join();
        _ended.Dispose();
    }

    /// <summary>The pool moves.</summary>
    public void Execute() => Volatile.Write(ref _moved, true);

    private void Watch()
    {
        while (Look() && !_ended.Wait(Interval))
        {
        }
    }

    [LoggerMessage(109, LogLevel.Warning,
        "Handlers block their threads: the thread pool stood still for {Milliseconds} ms and now has up to {Threads} threads. Handlers "
            + "that await need no thread")]
    private static partial void Grown(ILogger logger, double milliseconds, int threads);
}
