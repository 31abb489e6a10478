using System.Buffers;
using RESPite.Messages;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Payloads;

/// <summary>
/// Reads payloads into memory that is used again and again. As arrays of their own they would be most of what a worker allocates.
/// </summary>
/// <param name="pool">The memory; null to give each payload an array of its own, which stays.</param>
internal sealed class PayloadPool(ArrayPool<byte>? pool)
{
    // Updates are mostly smaller; the largest read of the list and all that runs find room in it.
    private const int LongestPooled = 4096;
    private const int MostPooled = 1024;

    /// <summary>Memory for the payloads of one queue.</summary>
    public static ArrayPool<byte> Memory() => ArrayPool<byte>.Create(LongestPooled, MostPooled);

    /// <summary>Reads the elements of a list.</summary>
    public async Task<PayloadLease?[]> ReadRangeAsync(RedisCommands connection, RedisKey list, long start, long stop)
    {
        using var answer = await connection.ReadAsync("LRANGE", (RedisKeyOrValue[])[list, (RedisValue)start, (RedisValue)stop])
            .ConfigureAwait(false);
        return Copy(answer);
    }

    /// <summary>Reads jobs of a queue, null where there is none.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="jobs">The hash of the queue's jobs.</param>
    /// <param name="of">What the jobs are read for.</param>
    /// <param name="job">The lane and number of a job.</param>
    public async Task<PayloadLease?[]> ReadJobsAsync<T>(
        RedisCommands connection, RedisKey jobs, IReadOnlyList<T> of, Func<T, (string Lane, long Number)> job)
    {
        var count = 1 + of.Count;
        var length = 0;
        for (var i = 0; i < of.Count; i++)
        {
            length += QueueKeys.LongestJob(job(of[i]).Lane);
        }

        var arguments = ArrayPool<RedisKeyOrValue>.Shared.Rent(count);
        var fields = ArrayPool<byte>.Shared.Rent(length);
        arguments[0] = jobs;
        for (int i = 0, at = 0; i < of.Count; i++)
        {
            var (lane, number) = job(of[i]);
            var written = QueueKeys.WriteJob(fields.AsSpan(at), lane, number);
            arguments[1 + i] = (RedisValue)fields.AsMemory(at, written);
            at += written;
        }

        using var answer = await connection.ReadAsync("HMGET", arguments.AsMemory(0, count)).ConfigureAwait(false);

        // Not after a failure: the client may be about to send it still.
        ArrayPool<RedisKeyOrValue>.Shared.Return(arguments, clearArray: true);
        ArrayPool<byte>.Shared.Return(fields);
        return Copy(answer);
    }

    private PayloadLease?[] Copy(RespResult answer)
    {
        var reader = answer.Read();
        var copies = new PayloadLease?[reader.AggregateLength()];
        var values = reader.AggregateChildren();
        for (var i = 0; i < copies.Length && values.MoveNext(); i++)
        {
            var value = values.Current;
            copies[i] = value.IsNull ? null : Copy(value);
        }

        return copies;
    }

    private PayloadLease Copy(in RespReader value)
    {
        if (pool is null)
        {
            return PayloadLease.Own(value.ReadByteArray()!);
        }

        var lease = PayloadLease.Rent(pool, value.ScalarLength());
        value.CopyTo(lease.Memory.Span);
        return lease;
    }
}
