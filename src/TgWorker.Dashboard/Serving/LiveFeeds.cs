using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace TgWorker.Dashboard.Serving;

/// <summary>
/// Makes a page again every second while somebody watches it, once for all who watch the same; and never when nobody does. Who watches gets
/// it when it has changed.
/// </summary>
internal sealed partial class LiveFeeds(TimeProvider time, ILogger<LiveFeeds> logger)
{
    private const int MostWatchers = 256;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Feed> _feeds = new(StringComparer.Ordinal);
    private int _watchers;

    /// <summary>Pages that are watched.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>Whether there is room for one more.</summary>
    public bool HasRoom => Volatile.Read(ref _watchers) < MostWatchers;

    /// <summary>Watches a page, until <paramref name="cancellationToken"/> ends it.</summary>
    /// <param name="key">What pages that are the same have in common.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<string> WatchAsync(
        string key, Func<CancellationToken, Task<string>> make, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var feed = Join(key, make, channel);
        try
        {
            await foreach (var page in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return page;
            }
        }
        finally
        {
            Leave(key, feed, channel);
        }
    }

    private Feed Join(string key, Func<CancellationToken, Task<string>> make, Channel<string> channel)
    {
        lock (_lock)
        {
            _watchers++;
            if (!_feeds.TryGetValue(key, out var feed))
            {
                _feeds.Add(key, feed = new Feed());
                _ = Task.Run(() => RunAsync(feed, make));
            }

            feed.Watchers.Add(channel);
            if (feed.Last is { } last)
            {
                channel.Writer.TryWrite(last);
            }

            return feed;
        }
    }

    private void Leave(string key, Feed feed, Channel<string> channel)
    {
        lock (_lock)
        {
            _watchers--;
            feed.Watchers.Remove(channel);
            if (feed.Watchers.Count == 0 && _feeds.GetValueOrDefault(key) == feed)
            {
                _feeds.Remove(key);
                feed.Stop.Cancel();
            }
        }
    }

    private async Task RunAsync(Feed feed, Func<CancellationToken, Task<string>> make)
    {
        try
        {
            while (true)
            {
                Publish(feed, await make(feed.Stop.Token));
                await Task.Delay(Period, time, feed.Stop.Token);
            }
        }
        catch (OperationCanceledException) when (feed.Stop.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
#pragma warning disable CA1031 // Whoever watches is to see it, by a stream that ends; the browser then loads the page, which says why.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogCrash(e);
            Fail(feed);
        }
        finally
        {
            feed.Stop.Dispose();
        }
    }

    private void Publish(Feed feed, string page)
    {
        lock (_lock)
        {
            if (page != feed.Last)
            {
                feed.Last = page;
                feed.Watchers.ForEach(watcher => watcher.Writer.TryWrite(page));
            }
        }
    }

    private void Fail(Feed feed)
    {
        lock (_lock)
        {
            foreach (var key in _feeds.Where(known => known.Value == feed).Select(known => known.Key).ToList())
            {
                _feeds.Remove(key);
            }

            feed.Watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    [LoggerMessage(706, LogLevel.Error, "Dashboard: a live page could not be rendered")]
    private partial void LogCrash(Exception exception);

    private sealed class Feed
    {
        public List<Channel<string>> Watchers { get; } = [];

        public string? Last { get; set; }

        public CancellationTokenSource Stop { get; } = new();
    }
}
