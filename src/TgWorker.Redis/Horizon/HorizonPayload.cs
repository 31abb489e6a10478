using System.Text.Json;

namespace TgWorker.Redis.Horizon;

/// <summary>What Horizon wants of an envelope that nothing else here needs. Never throws: of a broken envelope little is known.</summary>
internal sealed class HorizonPayload
{
    /// <summary>The name of a job that has none. Horizon's dashboard cannot retry a job without a name.</summary>
    public const string NoName = "Unknown";

    private const int DeepestNesting = 512;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestNesting };

    private readonly ReadOnlyMemory<byte> _payload;
    private readonly List<string> _tags = [];
    private int _begin = -1;
    private int _attemptsAt = -1;
    private int _attemptsLength;
    private bool _hasName;

    private HorizonPayload(ReadOnlyMemory<byte> payload) => _payload = payload;

    /// <summary>The job's tags.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>Whether Horizon is to keep the job out of its list of completed ones.</summary>
    public bool IsSilenced { get; private set; }

    /// <summary>Whether the envelope says that it is silenced; cheap where it does not, which is nearly always.</summary>
    public static bool Silences(ReadOnlyMemory<byte> payload) =>
        payload.Span.IndexOf("\"silenced\":true"u8) >= 0 && Read(payload).IsSilenced;

    public static HorizonPayload Read(ReadOnlyMemory<byte> payload)
    {
        var read = new HorizonPayload(payload);
        try
        {
            read.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was read until here stands.
        }

        return read;
    }

    /// <summary>The envelope with another count of attempts, all other bytes as they are.</summary>
    public byte[] WithAttempts(int attempts)
    {
        var payload = _payload.Span;
        if (_attemptsAt < 0)
        {
            return payload.ToArray();
        }

        var number = System.Text.Encoding.ASCII.GetBytes(attempts.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> name = _hasName ? [] : System.Text.Encoding.ASCII.GetBytes($"\"displayName\":\"{NoName}\",");
        return [.. payload[.._begin], .. name, .. payload[_begin.._attemptsAt], .. number, .. payload[(_attemptsAt + _attemptsLength)..]];
    }

    private void Read()
    {
        var reader = new Utf8JsonReader(_payload.Span, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        _begin = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "attempts" when reader.TokenType == JsonTokenType.Number:
                    (_attemptsAt, _attemptsLength) = ((int)reader.TokenStartIndex, reader.ValueSpan.Length);
                    break;
                case "displayName":
                    _hasName = true;
                    break;
                case "silenced":
                    IsSilenced = reader.TokenType == JsonTokenType.True;
                    break;
                case "tags" when reader.TokenType == JsonTokenType.StartArray:
                    ReadTags(ref reader);
                    continue;
            }

            reader.Skip();
        }
    }

    private void ReadTags(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                _tags.Add(reader.GetString()!);
            }

            reader.Skip();
        }
    }
}
