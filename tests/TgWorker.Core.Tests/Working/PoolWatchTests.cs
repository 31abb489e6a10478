using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

/// <summary>The thread pool of this process is what is tested: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(PoolWatchTests), DisableParallelization = true)]
[Collection(nameof(PoolWatchTests))]
public sealed class PoolWatchTests : IDisposable
{
    private readonly (int Workers, int ForCompletions) _before;

    public PoolWatchTests() => ThreadPool.GetMinThreads(out _before.Workers, out _before.ForCompletions);

    public void Dispose() => ThreadPool.SetMinThreads(_before.Workers, _before.ForCompletions);

    [Fact]
    public void HandlersThatBlock_MoreThanThePoolHasThreads_AllGetOne()
    {
        const int handlers = 150;
        using var running = new CountdownEvent(handlers);
        using var watch = PoolWatch.Start(handlers, NullLogger.Instance);
        for (var i = 0; i < handlers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    running.Signal();
                    running.Wait();
                },
                null);
        }

        // By itself the pool would take a minute: it gets two threads a second.
        Assert.True(running.Wait(TimeSpan.FromSeconds(15)), $"{running.CurrentCount} of {handlers} never got a thread.");
    }

    [Fact]
    public void PoolThatMoves_IsLeftAlone()
    {
        using var watch = new PoolWatch(1000, NullLogger.Instance);
        for (var look = 0; look < 10; look++)
        {
            Assert.True(watch.Look());
            watch.Execute();
        }

        ThreadPool.GetMinThreads(out var threads, out _);
        Assert.Equal(_before.Workers, threads);
    }

    [Fact]
    public void PoolWithThreadsForAllHandlers_IsNotWatched()
    {
        using var watch = new PoolWatch(1, NullLogger.Instance);
        ThreadPool.SetMinThreads(_before.Workers + 9, _before.ForCompletions);

        Assert.False(watch.Look());
    }
}
