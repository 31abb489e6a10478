using System.Buffers;
using TgWorker.Envelopes.Php;
using TgWorker.Updates;

namespace TgWorker.Envelopes;

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

        var command = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            var envelope = new EnvelopeScanner(payload.Span, command);
            return envelope.Read() is { } problem
                ? Unreadable(payload, envelope, BotName.None, problem)
                : Read(payload, envelope);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(command);
        }
    }

    private Job Read(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope)
    {
        if (envelope.CommandLength >= 0)
        {
            return ReadCommand(payload, envelope);
        }

        return envelope.HasUpdateId && !envelope.HasJob
            ? Build(payload, envelope, BotName.None, payload.Span, whole: payload)
            : Unreadable(payload, envelope, BotName.None, "The entry is neither an update nor a job with a data.command.");
    }

    private Job ReadCommand(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope)
    {
        var command = envelope.CommandBytes;
        var scanner = new CommandScanner(command);
        var isRead = scanner.Read();
        var bot = _bots.Get(scanner.Bot.Of(command));
        if (isRead && scanner.UpdateToken == PhpToken.String)
        {
            return Build(payload, envelope, bot, scanner.Update);
        }

        if (!isRead && LostBytes.TryFindUpdate(command, scanner.Update, out var update))
        {
            return Build(payload, envelope, bot, update);
        }

        return Unreadable(payload, envelope, bot, scanner.UpdateToken == PhpToken.Null
            ? "The job carries no update: its body was empty."
            : $"The job's data.command is not valid PHP serialize format: byte {scanner.Position} cannot stand there.");
    }

    private Job Build(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, BotName bot, PhpSlice update) =>
        Build(payload, envelope, bot, update.Of(envelope.CommandBytes), inside: new UpdateSlice(envelope.Command, update.Start, update.Length));

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
