using System.Globalization;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Horizon;

/// <summary>Jobs that were done without further ado, written many at a time.</summary>
internal sealed class HorizonCompletions(HorizonKeys keys, TimeSpan keep)
{
    // Half a millisecond of Redis's time, which the queue's own calls then wait. Two at a time are as many as a worker finishes, so
    // the projection keeps up however far away Redis is.
    private const int Chunk = 128;
    private const int KeysBeforeRecords = 2;
    private const int ValuesPerJob = 3;

    private readonly List<HorizonRecord> _records = [];

    /// <summary>Whether a job is one of those: its record is there, and nothing but the end of the job is to be added.</summary>
    public static bool Suit(HorizonRecord record, bool isMonitored) =>
        record.Kind == HorizonEventKind.Completed && !isMonitored && !record.IsStale && !record.WasRetried
            && !HorizonPayload.Silences(record.Job.Payload);

    public void Add(HorizonRecord record) => _records.Add(record);

    /// <summary>Sends them bit by bit, two on their way at a time: between two bits Redis answers others.</summary>
    public async Task SendAsync(RedisConnection connection)
    {
        var onItsWay = Task.CompletedTask;
        for (var start = 0; start < _records.Count; start += Chunk)
        {
            var next = SendAsync(connection, start, Math.Min(Chunk, _records.Count - start));
            await onItsWay.ConfigureAwait(false);
            onItsWay = next;
        }

        await onItsWay.ConfigureAwait(false);
    }

    private Task<RedisResult> SendAsync(RedisConnection connection, int start, int count)
    {
        var touched = new RedisKey[KeysBeforeRecords + count];
        (touched[0], touched[1]) = (keys.Pending, keys.Completed);
        var values = new RedisValue[1 + (ValuesPerJob * count)];
        for (var i = 0; i < count; i++)
        {
            var record = _records[start + i];
            touched[KeysBeforeRecords + i] = keys.Job(record.Id);
            values[1 + (ValuesPerJob * i)] = record.Id;
            values[2 + (ValuesPerJob * i)] = HorizonTime.Text(record.At);
            values[3 + (ValuesPerJob * i)] = record.ReservedAt is { } reserved ? HorizonTime.Text(reserved) : "";
        }

        var end = new DateTimeOffset(HorizonTime.Expiry(_records[start + count - 1].At, keep)).ToUnixTimeSeconds();
        values[0] = end.ToString(CultureInfo.InvariantCulture);
        return connection.EvaluateAsync(RedisScript.CompleteInHorizon, touched, values);
    }
}
