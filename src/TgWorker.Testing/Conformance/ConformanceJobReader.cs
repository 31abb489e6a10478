using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TgWorker.Core.Jobs;

namespace TgWorker.Testing.Conformance;

/// <summary>Reads what <see cref="Entry"/> writes; everything else is a job with a problem.</summary>
public sealed class ConformanceJobReader : IJobReader
{
    private const int Fields = 6;

    /// <inheritdoc />
    public Job Read(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > 0 && payload.Span[0] == '{')
        {
            return ReadTimer(payload);
        }

        var fields = Encoding.Latin1.GetString(payload.Span).Split('|', Fields);
        return fields.Length == Fields ? ReadFields(payload, fields) : Unreadable(payload);
    }

    private static Job ReadFields(ReadOnlyMemory<byte> payload, string[] fields)
    {
        var attempts = fields[4].Split('@');
        return new Job
        {
            Payload = payload,
            Bot = fields[0],
            Lane = fields[1],
            UpdateId = fields[2].Length == 0 ? null : long.Parse(fields[2], CultureInfo.InvariantCulture),
            Uuid = fields[3].Length == 0 ? null : fields[3],
            Attempts = int.Parse(attempts[0], CultureInfo.InvariantCulture),
            PushedAt = attempts is [_, var pushedAt]
                ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(pushedAt, CultureInfo.InvariantCulture)) : null,
            Update = payload[^fields[5].Length..],
        };
    }

    // What a timer becomes: its lane is its chat, its text its name.
    private static Job ReadTimer(ReadOnlyMemory<byte> payload)
    {
        var envelope = JsonElement.Parse(payload.Span);
        var update = envelope.GetProperty("data").GetProperty("update");
        var timer = update.GetProperty("timer");
        return new Job
        {
            Payload = payload,
            Bot = envelope.GetProperty("data").GetProperty("bot_id").GetString()!,
            Lane = timer.GetProperty("chat").GetProperty("id").GetRawText(),
            UpdateId = update.GetProperty("update_id").GetInt64(),
            Uuid = envelope.GetProperty("uuid").GetString(),
            Update = Encoding.Latin1.GetBytes(timer.GetProperty("name").GetString()!),
        };
    }

    private static Job Unreadable(ReadOnlyMemory<byte> payload) => new()
    {
        Payload = payload,
        Lane = UnreadableLane.Prefix + Convert.ToHexStringLower(SHA256.HashData(payload.Span)),
        Problem = "It does not have the fields of an entry.",
    };
}
