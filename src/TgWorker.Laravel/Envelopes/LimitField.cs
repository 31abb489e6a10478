using TgWorker.Core.Jobs;
using TgWorker.Core.Json;
using TgWorker.Core.Updates;

namespace TgWorker.Laravel.Envelopes;

/// <summary>The fields of an envelope with which a job limits its own tries.</summary>
internal static class LimitField
{
    /// <summary>Takes a field's value over into the limits; false, and a field that is none of these, changes nothing.</summary>
    /// <returns>The limits, made when this is the first of them.</returns>
    public static JobLimits? Read(ReadOnlySpan<byte> name, JsonToken token, ReadOnlySpan<byte> value, JobLimits? limits)
    {
        if (token == JsonToken.False)
        {
            return limits;
        }

        if (name.SequenceEqual("maxTries"u8))
        {
            (limits ??= new()).MaxTries = EnvelopeNumber.ReadInt32(value);
        }
        else if (name.SequenceEqual("backoff"u8))
        {
            (limits ??= new()).Backoff = EnvelopeNumber.ReadDurations(value);
        }
        else if (name.SequenceEqual("timeout"u8))
        {
            (limits ??= new()).Timeout = EnvelopeNumber.ReadDuration(value);
        }
        else if (name.SequenceEqual("retryUntil"u8))
        {
            (limits ??= new()).RetryUntil = UnixTime.Read(value);
        }
        else if (name.SequenceEqual("maxExceptions"u8))
        {
            (limits ??= new()).MaxExceptions = EnvelopeNumber.ReadInt32(value);
        }
        else if (name.SequenceEqual("failOnTimeout"u8))
        {
            (limits ??= new()).FailOnTimeout = token == JsonToken.True || value.SequenceEqual("1"u8);
        }

        return limits;
    }
}
