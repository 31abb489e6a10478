using StackExchange.Redis;
using TgWorker.Queues;

namespace TgWorker.Redis;

/// <summary>One connection to Redis. Every failure comes out as a <see cref="QueueUnavailableException"/>.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly IDatabase _database;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    private RedisConnection(ConnectionMultiplexer multiplexer, RedisConnectionOptions options, TimeProvider time)
    {
        _multiplexer = multiplexer;
        _database = multiplexer.GetDatabase(options.Database);
        _timeout = options.CommandTimeout;
        _time = time;
        Address = options.ToString();
    }

    /// <summary>The address, without secrets.</summary>
    public string Address { get; }

    /// <summary>Whether the connection stands at this moment.</summary>
    public bool IsConnected => _multiplexer.IsConnected;

    public static async Task<RedisConnection> OpenAsync(RedisConnectionOptions options, string role, TimeProvider time)
    {
        try
        {
            var multiplexer = await RedisClientSettings.ConnectAsync(options, role).ConfigureAwait(false);
            return new RedisConnection(multiplexer, options, time);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw Unavailable(exception, options.ToString());
        }
    }

    /// <summary>Runs a script by its hash, sending its text only when Redis does not know it (yet, or after SCRIPT FLUSH).</summary>
    public async Task<RedisResult> EvaluateAsync(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await Bounded(_database.ScriptEvaluateAsync(script.Hash, keys, values)).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await ExecuteAsync("EVAL", [script.Text, keys.Length, .. keys.Cast<object>(), .. values.Cast<object>()]).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw Unavailable(exception, Address);
        }
    }

    public Task<RedisResult> ExecuteAsync(string command, params object[] arguments) => ExecuteAsync(command, _timeout, arguments);

    public async Task<RedisResult> ExecuteAsync(string command, TimeSpan timeout, params object[] arguments)
    {
        try
        {
            return await Bounded(_database.ExecuteAsync(command, arguments), timeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw Unavailable(exception, Address);
        }
    }

    public async Task<RedisValue[]> RangeAsync(RedisKey list, long start, long stop)
    {
        try
        {
            return await Bounded(_database.ListRangeAsync(list, start, stop)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw Unavailable(exception, Address);
        }
    }

    public async Task<RedisValue[]> ReadFieldsAsync(RedisKey hash, RedisValue[] fields)
    {
        try
        {
            return await Bounded(_database.HashGetAsync(hash, fields)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw Unavailable(exception, Address);
        }
    }

    /// <summary>Runs commands as one transaction and waits for their answers.</summary>
    public Task TransactAsync(Func<ITransaction, Task> fill) => SendAsync(_ =>
    {
        var transaction = _database.CreateTransaction();
        var calls = fill(transaction);
        return Task.WhenAll(transaction.ExecuteAsync(), calls);
    });

    /// <summary>Sends commands in one go and waits for those whose task <paramref name="fill"/> returns.</summary>
    public async Task SendAsync(Func<IBatch, Task> fill)
    {
        try
        {
            var batch = _database.CreateBatch();
            var calls = fill(batch);
            batch.Execute();
            await Bounded(AnswersOf(calls)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
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
        await _multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        _multiplexer.Dispose();
    }

    // StackExchange.Redis 1.2.6 waits for ever for an answer that does not come, so the limit is set here.
    private Task<T> Bounded<T>(Task<T> call, TimeSpan? timeout = null)
    {
        if (call.IsCompleted)
        {
            return call;
        }

        // An abandoned call may still fail later; nobody is left to look at it.
        _ = call.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return call.WaitAsync(timeout ?? _timeout, _time);
    }

    private static QueueUnavailableException Unavailable(Exception exception, string address)
    {
        // The server refused: whatever it was, it did not happen. Everything else may have.
        var refused = exception is RedisServerException or RedisCommandException;
        return new QueueUnavailableException($"Redis at {address}: {RedisErrorText.For(exception)}", exception, mayHaveHappened: !refused);
    }
}
