using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Connecting;

/// <summary>One connection to Redis. Every failure comes out as a <see cref="QueueUnavailableException"/>.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly RedisConnectionOptions _options;
    private readonly string _role;
    private readonly TimeProvider _time;
    private volatile Link _link;
    private volatile bool _disposed;
    private long _answered;
    private int _replacing;

    private RedisConnection(ConnectionMultiplexer multiplexer, RedisConnectionOptions options, string role, TimeProvider time)
    {
        _options = options;
        _role = role;
        _time = time;
        _link = new Link(multiplexer, options.Database);
        _answered = time.GetTimestamp();
        Address = options.ToString();
    }

    /// <summary>The address, without secrets.</summary>
    public string Address { get; }

    public static async Task<RedisConnection> OpenAsync(RedisConnectionOptions options, string role, TimeProvider time)
    {
        try
        {
            var multiplexer = await RedisClientSettings.ConnectAsync(options, role).ConfigureAwait(false);
            return new RedisConnection(multiplexer, options, role, time);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, options.ToString());
        }
    }

    /// <summary>Runs a script by its hash, sending its text only when Redis does not know it (yet, or after SCRIPT FLUSH).</summary>
    public async Task<RedisResult> EvaluateAsync(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await Bounded(_link.Database.ScriptEvaluateAsync(script.Hash, keys, values)).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await ExecuteAsync("EVAL", [script.Text, keys.Length, .. keys.Cast<object>(), .. values.Cast<object>()]).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, Address);
        }
    }

    public Task<RedisResult> ExecuteAsync(string command, params object[] arguments) => ExecuteAsync(command, _options.CommandTimeout, arguments);

    public async Task<RedisResult> ExecuteAsync(string command, TimeSpan timeout, params object[] arguments)
    {
        try
        {
            return await Bounded(_link.Database.ExecuteAsync(command, arguments), timeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, Address);
        }
    }

    public async Task<RedisValue[]> RangeAsync(RedisKey list, long start, long stop)
    {
        try
        {
            return await Bounded(_link.Database.ListRangeAsync(list, start, stop)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, Address);
        }
    }

    public async Task<RedisValue[]> ReadFieldsAsync(RedisKey hash, RedisValue[] fields)
    {
        try
        {
            return await Bounded(_link.Database.HashGetAsync(hash, fields)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, Address);
        }
    }

    /// <summary>Runs commands as one transaction and waits for their answers.</summary>
    public Task TransactAsync(Func<ITransaction, Task> fill) => SendAsync(_ =>
    {
        var transaction = _link.Database.CreateTransaction();
        var calls = fill(transaction);
        return Task.WhenAll(transaction.ExecuteAsync(), calls);
    });

    /// <summary>Sends commands in one go and waits for those whose task <paramref name="fill"/> returns.</summary>
    public async Task SendAsync(Func<IBatch, Task> fill)
    {
        try
        {
            var batch = _link.Database.CreateBatch();
            var calls = fill(batch);
            batch.Execute();
            await Bounded(AnswersOf(calls)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception, Address);
        }

        static async Task<bool> AnswersOf(Task calls)
        {
            await calls.ConfigureAwait(false);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _link.CloseAsync().ConfigureAwait(false);
    }

    // A link that is replaced or disposed fails its calls with ObjectDisposedException.
    private static bool IsFailure(Exception exception) => exception is RedisException or TimeoutException or ObjectDisposedException;

    private Task<T> Bounded<T>(Task<T> call, TimeSpan? timeout = null)
        => call.IsCompleted ? call : AwaitAsync(call, timeout ?? _options.CommandTimeout, _link);

    // StackExchange.Redis 1.2.6 waits for ever for an answer that does not come, so the limit is set here.
    private async Task<T> AwaitAsync<T>(Task<T> call, TimeSpan timeout, Link link)
    {
        try
        {
            var answer = await call.WaitAsync(timeout, _time).ConfigureAwait(false);
            Volatile.Write(ref _answered, _time.GetTimestamp());
            return answer;
        }
        catch (TimeoutException)
        {
            // An abandoned call may still fail later; nobody is left to look at it.
            _ = call.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            if (_time.GetElapsedTime(Volatile.Read(ref _answered)) >= timeout)
            {
                _ = ReplaceAsync(link);
            }

            throw;
        }
    }

    /// <summary>
    /// Gives a link up that has fallen silent: a router that forgot it tells nobody, and the client library would wait for
    /// the operating system to notice, a quarter of an hour or for ever.
    /// </summary>
    private async Task ReplaceAsync(Link silent)
    {
        if (Interlocked.Exchange(ref _replacing, 1) == 1)
        {
            return;
        }

        try
        {
            if (_link == silent && !_disposed)
            {
                _link = new Link(await RedisClientSettings.ConnectAsync(_options, _role).ConfigureAwait(false), _options.Database);
                Volatile.Write(ref _answered, _time.GetTimestamp());
                await silent.CloseAsync().ConfigureAwait(false);
                await (_disposed ? _link.CloseAsync() : Task.CompletedTask).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            // The next call that goes unanswered tries again.
        }
        finally
        {
            Volatile.Write(ref _replacing, 0);
        }
    }

    private static QueueUnavailableException Unavailable(Exception exception, string address)
    {
        // The server refused: whatever it was, it did not happen. Everything else may have.
        var refused = exception is RedisServerException or RedisCommandException;
        return new QueueUnavailableException($"Redis at {address}: {RedisErrorText.For(exception)}", exception, mayHaveHappened: !refused);
    }

    private sealed class Link(ConnectionMultiplexer multiplexer, int database)
    {
        public ConnectionMultiplexer Multiplexer { get; } = multiplexer;

        public IDatabase Database { get; } = multiplexer.GetDatabase(database);

        public async Task CloseAsync()
        {
            await Multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            Multiplexer.Dispose();
        }
    }
}
