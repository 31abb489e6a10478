using System.Text.Json;
using BenchmarkDotNet.Attributes;
using TgWorker.Core.Json;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Microbench;

/// <summary>
/// What the JSON scanner is for, beside System.Text.Json's reader: to find an envelope's fields and decode its command on the way, and
/// to find the ids at the head of an update.
/// </summary>
public class JsonBenchmarks
{
    private readonly byte[] _entry = new UpdateSource(new EvenChats(1), TimeProvider.System).Next();
    private byte[] _update = [];
    private byte[] _scratch = [];

    [GlobalSetup]
    public void SetUp()
    {
        _update = new EnvelopeReader(new EnvelopeOptions()).Read(_entry).Update.ToArray();
        _scratch = new byte[_entry.Length];
    }

    /// <summary>The envelope with the scanner.</summary>
    [Benchmark(Baseline = true)]
    public int EnvelopeByScanner()
    {
        var envelope = new EnvelopeScanner(_entry, _scratch);
        return envelope.Read() is null ? envelope.CommandLength : -1;
    }

    /// <summary>The same with <see cref="Utf8JsonReader"/>: every field found by name, the command copied out unescaped.</summary>
    [Benchmark]
    public int EnvelopeByReader()
    {
        var reader = new Utf8JsonReader(_entry, new JsonReaderOptions { MaxDepth = JsonScanner.MaxDepth });
        var length = -1;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isCommand = reader.CurrentDepth == 2 && reader.ValueTextEquals("command"u8);
            var isKnown = reader.CurrentDepth == 1
                && (reader.ValueTextEquals("uuid"u8) || reader.ValueTextEquals("attempts"u8) || reader.ValueTextEquals("pushedAt"u8)
                || reader.ValueTextEquals("displayName"u8) || reader.ValueTextEquals("job"u8) || reader.ValueTextEquals("retry_of"u8));
            reader.Read();
            length = isCommand ? reader.CopyString(_scratch) : isKnown && reader.ValueSpan.Length < 0 ? -2 : length;
        }

        return length;
    }

    /// <summary>The update's head with the scanner.</summary>
    [Benchmark]
    public long UpdateByScanner() => UpdateScanner.TryRead(_update, out var head, out _) ? head.Chat ?? 0 : -1;

    /// <summary>The same with <see cref="Utf8JsonReader"/>.</summary>
    [Benchmark]
    public long UpdateByReader()
    {
        var reader = new Utf8JsonReader(_update, new JsonReaderOptions { MaxDepth = JsonScanner.MaxDepth });
        var chat = 0L;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && reader.ValueTextEquals("chat"u8))
            {
                reader.Read();
                while (reader.Read() && reader.CurrentDepth > 2)
                {
                    if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("id"u8))
                    {
                        reader.Read();
                        chat = reader.GetInt64();
                    }
                }
            }
        }

        return chat;
    }
}
