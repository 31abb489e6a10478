using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Text;

namespace TgWorker.Redis.Broadcasts;

/// <summary>A broadcast as the fields of its hash.</summary>
internal static class BroadcastHash
{
    public static object[] Write(StoredBroadcast broadcast) =>
    [
        "plan", broadcast.Plan.ToArray(), "state", broadcast.State.ToString(), "created", broadcast.Created.ToUnixTimeMilliseconds(),
        "changed", broadcast.Changed.ToUnixTimeMilliseconds(), "total", 0, "cursor", 0, "sent", 0, "gone", 0, "failed", 0, "skipped", 0,
    ];

    /// <summary>Reads it; null where there is none.</summary>
    public static StoredBroadcast? Read(string id, RedisResult[] answer)
    {
        var fields = answer.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => (RedisValue)pair[1], StringComparer.Ordinal);
        if (!fields.TryGetValue("plan", out var plan)
            || !Enum.TryParse<BroadcastState>(fields.GetValueOrDefault("state"), out var state) || !Enum.IsDefined(state))
        {
            return null;
        }

        return new StoredBroadcast(id, (byte[])plan!, state)
        {
            Created = Time("created"),
            Changed = Time("changed"),
            Reason = (string?)fields.GetValueOrDefault("reason") ?? "",
            Total = Number("total"),
            Cursor = Number("cursor"),
            Sent = Number("sent"),
            Gone = Number("gone"),
            Failed = Number("failed"),
            Skipped = Number("skipped"),
            Pace = new BroadcastPace(
                Time("pace_since"), Number("pace_cursor"),
                double.TryParse((string?)fields.GetValueOrDefault("pace_rate"), CultureInfo.InvariantCulture, out var rate) ? rate : 0),
        };

        long Number(string field) => fields.TryGetValue(field, out var value) && value.TryParse(out long number) ? number : 0;
        DateTimeOffset Time(string field) => KeptTime.AtMilliseconds(Number(field));
    }
}
