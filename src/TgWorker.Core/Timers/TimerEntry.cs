using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.Timers;

/// <summary>
/// The entry that a timer becomes: an envelope like any other, with an update of kind <c>timer</c>. Its <c>update_id</c> is negative, so
/// that it is none of Telegram's; its uuid is that of one going off.
/// </summary>
internal static class TimerEntry
{
    /// <summary>What the envelope calls the job.</summary>
    public const string DisplayName = "timer";

    private const string Timer = "timer";

    /// <summary>Writes the entry of a timer's first going off.</summary>
    public static byte[] Write(NewTimer timer, DateTimeOffset due)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timer.Name.Length, NewTimer.LongestName, nameof(timer));
        ArgumentException.ThrowIfNullOrEmpty(timer.Name);
        var uuid = Guid.NewGuid();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("uuid", uuid.ToString("D"));
            json.WriteString("displayName", DisplayName);
            json.WriteString("pushedAt", Seconds(due));
            json.WriteStartObject("data");
            json.WriteString("bot_id", timer.Place.Bot);
            json.WriteStartObject("update");
            json.WriteNumber("update_id", UpdateIdOf(uuid));
            WriteTimer(json, timer, due);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same timer's entry for its next going off; null where it is none of a timer, and goes off this once only.</summary>
    public static byte[]? Renew(ReadOnlySpan<byte> entry, DateTimeOffset due)
    {
        try
        {
            var uuid = Guid.NewGuid();
            var envelope = JsonNode.Parse(entry) as JsonObject;
            if (envelope?["data"] is not JsonObject data || data["update"] is not JsonObject update
                || update[Timer] is not JsonObject timer)
            {
                return null;
            }

            envelope["uuid"] = uuid.ToString("D");
            envelope["pushedAt"] = Seconds(due);
            update["update_id"] = UpdateIdOf(uuid);
            timer["due"] = due.ToUnixTimeMilliseconds();
            return JsonSerializer.SerializeToUtf8Bytes(envelope);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Two members of one name are an ArgumentException.
            return null;
        }
    }

    /// <summary>Names a timer on its queue.</summary>
    public static string IdOf(IJobReader reader, TimerPlace place, string name) =>
        $"{LaneOf(reader, Write(new NewTimer(place, name), DateTimeOffset.UnixEpoch))}/{name}";

    /// <summary>The lane of an entry.</summary>
    /// <exception cref="InvalidOperationException">The queue cannot read it.</exception>
    public static string LaneOf(IJobReader reader, byte[] entry)
    {
        var job = reader.Read(entry);
        return job.Problem is null ? job.Lane : throw new InvalidOperationException($"This queue cannot keep timers: {job.Problem}");
    }

    private static void WriteTimer(Utf8JsonWriter json, NewTimer timer, DateTimeOffset due)
    {
        json.WriteStartObject(Timer);
        json.WriteString("name", timer.Name);
        json.WriteNumber("due", due.ToUnixTimeMilliseconds());
        json.WriteStartObject("chat");
        json.WriteNumber("id", timer.Place.Chat);
        json.WriteEndObject();
        if (timer.Place.User is { } user)
        {
            json.WriteStartObject("from");
            json.WriteNumber("id", user);
            json.WriteEndObject();
        }

        if (timer.Place.Topic is { } topic)
        {
            json.WriteNumber("message_thread_id", topic);
            json.WriteBoolean("is_topic_message", true);
        }

        if (timer.NotLaterThan is { } late)
        {
            json.WriteNumber("not_later_than", (long)late.TotalMilliseconds);
        }

        if (!timer.Payload.IsEmpty)
        {
            json.WritePropertyName("payload");
            json.WriteRawValue(timer.Payload.Span);
        }

        json.WriteEndObject();
    }

    // 52 bits: exact wherever JSON's numbers are doubles.
    private static long UpdateIdOf(Guid uuid) => -1 - (BitConverter.ToInt64(uuid.ToByteArray(), 0) & ((1L << 52) - 1));

    private static string Seconds(DateTimeOffset due) =>
        (due.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
}
