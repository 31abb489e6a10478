using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TgWorker.Core.Jobs;

namespace TgWorker.Testing.Conformance;

/// <summary>Reads what <see cref="Entry"/> writes; everything else is a job with a problem.</summary>
public sealed class ConformanceJobReader : IJobReader
{
    private const int Fields = 6;

    /// <inheritdoc />
    public Job Read(ReadOnlyMemory<byte> payload)
    {
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
            PushedAt = attempts is [_, var pushedAt] ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(pushedAt, CultureInfo.InvariantCulture)) : null,
            Update = payload[^fields[5].Length..],
        };
    }

    private static Job Unreadable(ReadOnlyMemory<byte> payload) => new()
    {
        Payload = payload,
        Lane = UnreadableLane.Prefix + Convert.ToHexStringLower(SHA256.HashData(payload.Span)),
        Problem = "It does not have the fields of an entry.",
    };
}
