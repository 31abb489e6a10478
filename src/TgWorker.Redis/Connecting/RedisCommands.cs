using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Connecting;

/// <summary>The commands that are sent to Redis. Every failure comes out as a <see cref="QueueUnavailableException"/>.</summary>
/// <param name="address">The address, without secrets.</param>
/// <param name="timeout">How long a command may take before it counts as lost.</param>
/// <param name="time">The clock.</param>
internal abstract class RedisCommands(string address, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The address, without secrets.</summary>
    public string Address => address;

    /// <summary>Runs a script by its hash, sending its text only when Redis does not know it (yet, or after SCRIPT FLUSH).</summary>
    public async Task<RedisResult> EvaluateAsync(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        var link = Use();
        try
        {
            return await Bounded(link.Database.ScriptEvaluateAsync(script.Hash, keys, values, link.Flags), link).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await ExecuteAsync("EVAL", [script.Text, keys.Length, .. keys.Cast<object>(), .. values.Cast<object>()])
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }
    }

    public Task<RedisResult> ExecuteAsync(string command, params object[] arguments) => ExecuteAsync(command, timeout, arguments);

    public async Task<RedisResult> ExecuteAsync(string command, TimeSpan limit, params object[] arguments)
    {
        var link = Use();
        try
        {
            return await Bounded(link.Database.ExecuteAsync(command, arguments, link.Flags), link, limit).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }
    }

    public async Task<RedisValue[]> RangeAsync(RedisKey list, long start, long stop)
    {
        var link = Use();
        try
        {
            return await Bounded(link.Database.ListRangeAsync(list, start, stop, link.Flags), link).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }
    }

    /// <summary>Runs a command whose answer is read where it lies, not copied value by value. The caller disposes the answer.</summary>
    public async Task<RespResult> ReadAsync(string command, ReadOnlyMemory<RedisKeyOrValue> arguments)
    {
        var link = Use();
        try
        {
            return await Bounded(link.Database.ExecuteRespAsync(command, arguments, link.Flags), link).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }
    }

    public async Task<RedisValue[]> ReadFieldsAsync(RedisKey hash, RedisValue[] fields)
    {
        var link = Use();
        try
        {
            return await Bounded(link.Database.HashGetAsync(hash, fields, link.Flags), link).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }
    }

    /// <summary>Runs commands as one transaction and waits for their answers.</summary>
    public Task TransactAsync(Func<ITransaction, Task> fill) => SendAsync(database =>
    {
        var transaction = database.CreateTransaction();
        var calls = fill(transaction);
        return Task.WhenAll(transaction.ExecuteAsync(), calls);
    });

    /// <summary>Sends commands in one go and waits for those whose task <paramref name="fill"/> returns.</summary>
    public Task SendAsync(Func<IBatch, Task> fill) => SendAsync(database =>
    {
        var batch = database.CreateBatch();
        var calls = fill(batch);
        batch.Execute();
        return calls;
    });

    /// <summary>The connection to use now.</summary>
    /// <exception cref="QueueUnavailableException">There is none.</exception>
    protected abstract Link Use();

    /// <summary>Told when the server says that it is not the one to ask.</summary>
    public abstract void Doubt();

    /// <summary>Whether an exception says that Redis could not be reached, did not answer or refused.</summary>
    // A link that ends fails its calls with ObjectDisposedException.
    protected static bool IsFailure(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or FormatException;

    /// <summary>The exception for a call that was not sent.</summary>
    protected QueueUnavailableException NotSent(string reason, Exception? cause) =>
        new($"Redis at {Address}: {reason}", cause ?? new InvalidOperationException(reason), mayHaveHappened: false);

    /// <summary>The exception for a call that failed.</summary>
    protected QueueUnavailableException Failed(Exception exception)
    {
        // The server refused: whatever it was, it did not happen. Everything else may have.
        var refused = exception is RedisServerException or RedisCommandException;
        return new QueueUnavailableException($"Redis at {Address}: {RedisErrorText.For(exception)}", exception, mayHaveHappened: !refused);
    }

    private async Task SendAsync(Func<IDatabase, Task> send)
    {
        var link = Use();
        try
        {
            await Bounded(AnswersOf(send(link.Database)), link).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failed(exception, link);
        }

        static async Task<bool> AnswersOf(Task calls)
        {
            await calls.ConfigureAwait(false);
            return true;
        }
    }

    private QueueUnavailableException Failed(Exception exception, Link link)
    {
        if (exception is RedisServerException && RedisErrorText.IsWrongServer(exception.Message) && !link.IsBroken)
        {
            Doubt();
        }

        return Failed(exception);
    }

    private Task<T> Bounded<T>(Task<T> call, Link link, TimeSpan? limit = null)
        => call.IsCompleted ? call : AwaitAsync(call, limit ?? timeout, link);

    // The library's own limit is checked once a second, and an answer that comes after ours is nobody's.
    private async Task<T> AwaitAsync<T>(Task<T> call, TimeSpan limit, Link link)
    {
        try
        {
            var answer = await call.WaitAsync(limit, time).ConfigureAwait(false);
            link.NoteAnswer();
            return answer;
        }
        catch (TimeoutException)
        {
            // An abandoned call may still fail later; nobody is left to look at it.
            _ = call.ContinueWith(static t =>
                _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            link.NoteSilence(limit);
            throw;
        }
    }
}
