using System.Globalization;
using StackExchange.Redis;

namespace TgWorker.Redis;

/// <summary>Jobs that were done without further ado, written many at a time.</summary>
internal sealed class HorizonCompletions(HorizonKeys keys, TimeSpan keep)
{
    // Less than a millisecond of Redis's time.
    private const int Chunk = 100;

    private readonly List<HorizonRecord> _records = [];

    /// <summary>Whether a job is one of those: its record is there, and nothing but the end of the job is to be added.</summary>
    public static bool Suit(HorizonRecord record, bool isMonitored) =>
        record.Kind == HorizonEventKind.Completed && !isMonitored && !record.IsStale;

    public void Add(HorizonRecord record) => _records.Add(record);

    public Task SendAsync(RedisConnection connection)
    {
        var calls = new List<Task>((_records.Count / Chunk) + 1);
        for (var start = 0; start < _records.Count; start += Chunk)
        {
            calls.Add(SendAsync(connection, start, Math.Min(Chunk, _records.Count - start)));
        }

        return Task.WhenAll(calls);
    }

    private Task<RedisResult> SendAsync(RedisConnection connection, int start, int count)
    {
        var records = new RedisKey[count];
        var values = new RedisValue[1 + (2 * count)];
        for (var i = 0; i < count; i++)
        {
            var record = _records[start + i];
            records[i] = keys.Job(record.Id);
            values[1 + (2 * i)] = HorizonTime.Text(record.At);
            values[2 + (2 * i)] = record.ReservedAt is { } reserved ? HorizonTime.Text(reserved) : "";
        }

        var end = new DateTimeOffset(HorizonTime.Expiry(_records[start + count - 1].At, keep)).ToUnixTimeSeconds();
        values[0] = end.ToString(CultureInfo.InvariantCulture);
        return connection.EvaluateAsync(RedisScript.HorizonComplete, records, values);
    }
}
