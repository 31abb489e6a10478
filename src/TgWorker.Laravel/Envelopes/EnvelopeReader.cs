using System.Buffers;
using TgWorker.Core.Jobs;
using TgWorker.Core.Json;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Encryption;
using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Reads the entries that tgook and Laravel push, and bare updates. An entry is parsed by its lengths, never by patterns:
/// the text of a message may contain anything, JSON and PHP's serialize format included.
/// </summary>
/// <remarks>One instance serves all threads.</remarks>
/// <param name="options">How entries are read.</param>
public sealed class EnvelopeReader(EnvelopeOptions options) : IJobReader
{
    private const int LongestPayload = 64 * 1024 * 1024;

    private readonly BotNames _bots = new();

    /// <inheritdoc/>
    public Job Read(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > LongestPayload)
        {
            return Unreadable(payload, default, BotName.None, $"The entry is larger than {LongestPayload >> 20} MiB.");
        }

        var scratch = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            var envelope = new EnvelopeScanner(payload.Span, scratch);
            if (envelope.Read() is { } problem)
            {
                return Unreadable(payload, envelope, BotName.None, problem);
            }

            return envelope switch
            {
                { CommandLength: >= 0 } => ReadCommand(payload, envelope),
                { HasUpdateId: true, HasJob: false } => Build(payload, envelope, BotName.None, payload.Span, payload),
                { DataIsText: true } => ReadText(payload, envelope, BotName.None, envelope.Data, scratch),
                _ => ReadData(payload, envelope, scratch),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private Job ReadCommand(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope)
    {
        var command = envelope.CommandBytes;
        if (!command.StartsWith("O:"u8))
        {
            return ReadEncrypted(payload, envelope, command);
        }

        var found = CommandReader.Read(command);
        var bot = _bots.Get(found.Bot.Of(command));
        if (found.Problem is not null)
        {
            return Unreadable(payload, envelope, bot, found.Problem);
        }

        return found.Rebuilt is { } rebuilt
            ? Build(payload, envelope, bot, rebuilt, rebuilt)
            : Build(payload, envelope, bot, found.Slice.Of(command), inside: new UpdateSlice(envelope.Command, found.Slice.Start, found.Slice.Length));
    }

    private Job ReadEncrypted(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, ReadOnlySpan<byte> command)
    {
        if (!LaravelEncrypter.TryParse(command, out var encrypted))
        {
            return Unreadable(payload, envelope, BotName.None, "The job's data.command is neither a serialised PHP object nor encrypted by Laravel.");
        }

        if (!LaravelEncrypter.TryDecrypt(encrypted, options.AppKeys, out var plain))
        {
            return Unreadable(payload, envelope, BotName.None, options.AppKeys.Count == 0
                ? "The job is encrypted (ShouldBeEncrypted) and no key is configured: set Laravel:AppKey to the APP_KEY of the application's .env."
                : "The job is encrypted (ShouldBeEncrypted) and none of the configured keys opens it: check Laravel:AppKey against the APP_KEY of the application's .env.");
        }

        // Laravel encrypts serialize($job) as a string, which its Encrypter serialises once more.
        var php = new PhpReader(plain);
        if (php.Read() != PhpToken.String || !php.Value.StartsWith("O:"u8))
        {
            return Unreadable(payload, envelope, BotName.None, "The job's data.command was decrypted, but holds no serialised job object.");
        }

        var found = CommandReader.Read(php.Value);
        var bot = _bots.Get(found.Bot.Of(php.Value));
        if (found.Problem is not null)
        {
            return Unreadable(payload, envelope, bot, found.Problem);
        }

        var update = found.Rebuilt ?? plain.AsMemory(php.Start + found.Slice.Start, found.Slice.Length);
        return Build(payload, envelope, bot, update.Span, update);
    }

    private Job ReadData(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, Span<byte> scratch)
    {
        var data = envelope.Data.Length > 0 ? envelope.Data : new JsonTextRange(0, payload.Length, HasEscapes: false);
        var scanner = new DataScanner(payload.Span.Slice(data.Start, data.Length), scratch);
        var hasUpdate = scanner.Read();
        var bot = BotName.None;
        if (scanner.Bot.Length > 0)
        {
            var name = payload.Span.Slice(data.Start + scanner.Bot.Start, scanner.Bot.Length);
            bot = JsonString.TryDecode(name, scratch, out var length) ? _bots.Get(scratch[..length]) : bot;
        }

        if (!hasUpdate)
        {
            return Unreadable(payload, envelope, bot, NoUpdate(payload, envelope));
        }

        var range = scanner.Update with { Start = data.Start + scanner.Update.Start };
        if (scanner.IsText)
        {
            return ReadText(payload, envelope, bot, range, scratch);
        }

        var update = payload.Slice(range.Start, range.Length);
        return Build(payload, envelope, bot, update.Span, update);
    }

    private Job ReadText(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, BotName bot, JsonTextRange text, Span<byte> scratch) =>
        JsonString.TryDecode(payload.Span.Slice(text.Start, text.Length), scratch, out var length)
            ? Build(payload, envelope, bot, scratch[..length], inside: new UpdateSlice(text, 0, length))
            : Unreadable(payload, envelope, bot, "The update is a string with half of a surrogate pair in it.");

    private static string NoUpdate(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope) =>
        $"The job {ShownName.Of(envelope.DisplayName.Decode(payload.Span) ?? "(unnamed)")} carries no update in its data.";

    private Job Build(
        ReadOnlyMemory<byte> payload,
        in EnvelopeScanner envelope,
        BotName bot,
        ReadOnlySpan<byte> update,
        ReadOnlyMemory<byte> whole = default,
        UpdateSlice inside = default)
    {
        if (!UpdateScanner.TryRead(update, out var head, out var problem))
        {
            return Unreadable(payload, envelope, bot, problem!);
        }

        return new Job
        {
            Payload = payload,
            Lane = LaneKey.Of(options.OrderBy, bot, head, update, new EntryId(payload.Span, envelope.Uuid)),
            Update = whole,
            UpdateInside = inside,
            UpdateId = head.UpdateId,
            Bot = bot.Text,
            UuidAt = envelope.Uuid,
            DisplayNameAt = envelope.DisplayName,
            RetryOfAt = envelope.RetryOf,
            Attempts = envelope.Attempts,
            PushedAt = envelope.PushedAt,
            Limits = envelope.Limits,
        };
    }

    private static Job Unreadable(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, BotName bot, string problem) => new()
    {
        Payload = payload,
        Lane = "unreadable:" + new EntryId(payload.Span, envelope.Uuid).Text,
        Problem = problem,
        Bot = bot.Text,
        UuidAt = envelope.Uuid,
        DisplayNameAt = envelope.DisplayName,
        RetryOfAt = envelope.RetryOf,
        Attempts = envelope.Attempts,
        PushedAt = envelope.PushedAt,
        Limits = envelope.Limits,
    };
}
