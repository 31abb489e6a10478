using System.Diagnostics;
using System.Text.Json;

namespace TgWorker.Core.Telemetry;

/// <summary>
/// The trace in which a job was pushed: <c>traceparent</c> in the envelope, where OpenTelemetry's instrumentation of Laravel puts it.
/// </summary>
internal static class TraceParent
{
    /// <summary>The producer's context; null when the envelope has none.</summary>
    public static ActivityContext? Of(ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\"traceparent\""u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(payload);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals("traceparent"u8);
                reader.Read();
                if (isIt)
                {
                    return reader.TokenType == JsonTokenType.String
                        && ActivityContext.TryParse(reader.GetString(), null, isRemote: true, out var context)
                        ? context
                        : null;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // An envelope that is no JSON has no trace.
        }

        return null;
    }
}
