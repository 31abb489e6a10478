using System.Globalization;
using System.Security.Cryptography;
using TgWorker.Core.Jobs;

namespace TgWorker.Bots.Remembering;

/// <summary>
/// What names a job over all its deliveries and retries: the envelope's uuid, else the update id, else a hash of the payload.
/// Not its number in the lane, which changes when an operator puts a failed job back.
/// </summary>
internal static class JobName
{
    public static string Of(Job job) => job.Uuid is { Length: > 0 and <= 64 } uuid ? uuid
        : job.UpdateId is { } id ? OfUpdate(id)
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(job.Payload.Span).AsSpan(0, 16));

    public static string OfUpdate(long id) => "update:" + id.ToString(CultureInfo.InvariantCulture);
}
