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
public sealed class EnvelopeReader : IJobReader
{
    private const int LongestPayload = 64 * 1024 * 1024;

    private readonly EnvelopeOptions _options;
    private readonly TimeProvider _time;
    private readonly BotNames _bots = new();
    private readonly BotNames _classes = new();

    /// <summary>Makes a reader.</summary>
    /// <param name="options">How entries are read.</param>
    public EnvelopeReader(EnvelopeOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal EnvelopeReader(EnvelopeOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public string OrderedBy
    {
        get
        {
            // As it stands on a command line; without the second part it is what it was before that existed.
            var order = _options.OrderBy.ToString().ToLowerInvariant();
            return _options is { Queries: QueryLanes.Own, OrderBy: not OrderBy.None } ? $"{order} --queries own" : order;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SharedReading> SharedOn(string queue) =>
    [
        new("app_key", KeyFingerprint.Of(_options.AppKeys, queue), "Laravel:AppKey"),
        new("job_classes", $"the job classes {_options.JobClasses}", "Laravel:JobClasses"),
        new("cache_store", $"unique locks in the cache store '{_options.CacheStore}'", "Laravel:CacheStore"),
    ];

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

            if (ForeignJob.WhyHandler(payload.Span, envelope.Job, _options.JobClasses) is { } foreign)
            {
                return Unreadable(payload, envelope, BotName.None, foreign, isForeign: true);
            }

            return envelope switch
            {
                { CommandLength: >= 0 } => ReadCommand(payload, envelope),
                { HasUpdateId: true, Job.Length: 0 } => Build(payload, envelope, BotName.None, payload.Span, payload),
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

        var found = CommandReader.Read(command, _options.JobClasses, _time);
        var bot = _bots.Get(found.Bot.Of(command));
        if (found.Problem is not null)
        {
            return Unreadable(payload, envelope, bot, found.Problem, found.IsForeign);
        }

        var scope = ScopeOf(found.Class.Of(command));
        return found.Rebuilt is { } rebuilt
            ? Build(payload, envelope, bot, rebuilt, rebuilt, scope: scope)
            : Build(payload, envelope, bot, found.Slice.Of(command),
                inside: new UpdateSlice(envelope.Command, found.Slice.Start, found.Slice.Length), scope: scope);
    }

    private Job ReadEncrypted(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, ReadOnlySpan<byte> command)
    {
        if (!LaravelEncrypter.TryParse(command, out var encrypted))
        {
            return Unreadable(payload, envelope, BotName.None,
                "The job's data.command is neither a serialised PHP object nor encrypted by Laravel.");
        }

        if (!LaravelEncrypter.TryDecrypt(encrypted, _options.AppKeys, out var plain))
        {
            return Unreadable(payload, envelope, BotName.None, _options.AppKeys.Count == 0
                ? "The job is encrypted (ShouldBeEncrypted) and no key is configured: set Laravel:AppKey to the APP_KEY of the "
                    + "application's .env."
                : "The job is encrypted (ShouldBeEncrypted) and none of the configured keys opens it: check Laravel:AppKey against the "
                    + "APP_KEY of the application's .env.");
        }

        // Laravel encrypts serialize($job) as a string, which its Encrypter serialises once more.
        var php = new PhpReader(plain);
        if (php.Read() != PhpToken.String || !php.Value.StartsWith("O:"u8))
        {
            return Unreadable(payload, envelope, BotName.None, "The job's data.command was decrypted, but holds no serialised job object.");
        }

        var found = CommandReader.Read(php.Value, _options.JobClasses, _time);
        var bot = _bots.Get(found.Bot.Of(php.Value));
        if (found.Problem is not null)
        {
            return Unreadable(payload, envelope, bot, found.Problem, found.IsForeign);
        }

        var update = found.Rebuilt ?? plain.AsMemory(php.Start + found.Slice.Start, found.Slice.Length);
        return Build(payload, envelope, bot, update.Span, update, scope: ScopeOf(found.Class.Of(php.Value)));
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
        $"The job {NameOf(payload.Span, envelope)} carries no update in its data.";

    private Job Build(
        ReadOnlyMemory<byte> payload,
        in EnvelopeScanner envelope,
        BotName bot,
        ReadOnlySpan<byte> update,
        ReadOnlyMemory<byte> whole = default,
        UpdateSlice inside = default,
        string scope = "")
    {
        if (!UpdateScanner.TryRead(update, out var head, out var problem))
        {
            return Unreadable(payload, envelope, bot, problem!);
        }

        if (head.UpdateId is null)
        {
            return Unreadable(payload, envelope, bot, "The update has no update_id, so it is none of Telegram's.");
        }

        if (WhyForeign(payload.Span, envelope) is { } foreign)
        {
            return Unreadable(payload, envelope, bot, foreign, isForeign: true);
        }

        return new Job
        {
            Payload = payload,
            Lane = LaneKey.Of(_options.OrderBy, bot, head, update, _options.Queries),
            Kind = head.Kind ?? "other",
            Update = whole,
            UpdateInside = inside,
            UpdateId = head.UpdateId,
            Bot = bot.Text,
            DuplicateScope = scope,
            UniqueLock = LockOf(payload.Span, envelope),
            UuidAt = envelope.Uuid,
            DisplayNameAt = envelope.DisplayName,
            RetryOfAt = envelope.RetryOf,
            Attempts = envelope.Attempts,
            PushedAt = envelope.PushedAt,
            Limits = envelope.Limits,
        };
    }

    private Job Unreadable(ReadOnlyMemory<byte> payload, in EnvelopeScanner envelope, BotName bot, string problem,
        bool isForeign = false) => new()
    {
        Payload = payload,
        Lane = LaneKey.OfEntry(new EntryId(payload.Span, envelope.Uuid)),
        Problem = problem,
        IsForeign = isForeign,
        UniqueLock = LockOf(payload.Span, envelope),
        Bot = bot.Text,
        UuidAt = envelope.Uuid,
        DisplayNameAt = envelope.DisplayName,
        RetryOfAt = envelope.RetryOf,
        Attempts = envelope.Attempts,
        PushedAt = envelope.PushedAt,
        Limits = envelope.Limits,
    };

    /// <summary>Why only PHP can do a job that is ours by its class, going by its envelope; null when that says nothing.</summary>
    private string? WhyForeign(ReadOnlySpan<byte> payload, in EnvelopeScanner envelope) =>
        envelope.HasBatch ? ForeignJob.Batched(NameOf(payload, envelope))
        : envelope.UniqueLock.Length > 0 && UniqueLock.Read(payload, envelope.UniqueLockStore) is { } store && store != _options.CacheStore
            ? ForeignJob.Locked(NameOf(payload, envelope), store)
        : null;

    /// <summary>The lock to release when the job is over; null where there is none, or where it is not within reach.</summary>
    private string? LockOf(ReadOnlySpan<byte> payload, in EnvelopeScanner envelope) =>
        UniqueLock.Read(payload, envelope.UniqueLock) is { } key
            && (UniqueLock.Read(payload, envelope.UniqueLockStore) ?? _options.CacheStore) == _options.CacheStore
            ? key
            : null;

    private static string NameOf(ReadOnlySpan<byte> payload, in EnvelopeScanner envelope) =>
        ShownName.Of(envelope.DisplayName.Decode(payload) ?? "(unnamed)");

    // What tgook pushes has no scope of its own, in whichever of its two forms.
    private string ScopeOf(ReadOnlySpan<byte> name) => JobClasses.OfTgook.Contains(name) ? "" : _classes.Get(name).InLane;
}
