using TgWorker.Core.Json;

namespace TgWorker.Core.Jobs;

/// <summary>One entry of the queue: a Laravel job envelope that carries a Telegram update.</summary>
/// <remarks>
/// A job that was read from a payload decodes its update, uuid and names when they are first asked for, so sorting, which needs only the
/// lane, does not pay for them. Safe to use from several threads.
/// <para>
/// A queue may use a payload's memory again when the job's delivery has ended, which is when the handler has returned and the outcome is
/// written. What was asked for before stays valid; to ask for the payload, the update, the uuid or a name for the first time after that
/// throws <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
public sealed class Job
{
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly ReadOnlyMemory<byte> _update;
    private readonly JobLimits? _limits;
    private byte[]? _ownPayload;
    private byte[]? _decodedUpdate;
    private string? _uuid;
    private string? _displayName;
    private string? _retryOf;

    /// <summary>The entry exactly as it stood on the queue.</summary>
    public required ReadOnlyMemory<byte> Payload
    {
        get => Lease is null ? _payload : _ownPayload ??= Read(static job => job._payload.ToArray());
        init => _payload = value;
    }

    /// <summary>The ordering key. The jobs of one lane run one after the other. Printable ASCII.</summary>
    public required string Lane { get; init; }

    /// <summary>The update's JSON, byte for byte as Telegram sent it; empty when <see cref="Problem"/> is set.</summary>
    public ReadOnlyMemory<byte> Update
    {
        get => _update.IsEmpty && UpdateInside.IsEmpty || Lease is null && UpdateInside.IsEmpty
            ? _update
            : _decodedUpdate ??= Read(static job => job.UpdateInside.IsEmpty
                ? job._update.ToArray()
                : job.UpdateInside.Decode(job._payload.Span));
        init => _update = value;
    }

    /// <summary>Why no update can be read from the payload, in words for people; null if one can.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// Whether <see cref="Problem"/> is that the job belongs to the application that pushed it and must not run here: its class is the
    /// application's own, or it has follow-up work that only the application can start. The queue may give it back, if it is configured to.
    /// </summary>
    public bool IsForeign { get; init; }

    /// <summary>
    /// The scope within which jobs about one update are duplicates of each other: empty for what tgook pushes, otherwise the job's class.
    /// Short printable ASCII.
    /// </summary>
    public string DuplicateScope { get; init; } = "";

    /// <summary>
    /// The key of the lock that the application took when it dispatched the job; it is released when the job is over. Null if there is
    /// none.
    /// </summary>
    public string? UniqueLock { get; init; }

    /// <summary>
    /// The bot that the update is for, as the proxy names it; empty if the payload names none. A name that cannot be shown (control
    /// characters, more than 128) is replaced by an exclamation mark and the percent-encoded name, or its hash.
    /// </summary>
    public string Bot { get; init; } = "";

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId { get; init; }

    /// <summary>Laravel's job uuid, or its <c>id</c> if it has no uuid.</summary>
    public string? Uuid
    {
        get => _uuid ??= UuidAt.Length == 0 ? null : Read(static job => job.UuidAt.Decode(job._payload.Span));
        init => _uuid = value;
    }

    /// <summary>Laravel's name for the job, usually the class name.</summary>
    public string? DisplayName
    {
        get => _displayName ??= DisplayNameAt.Length == 0 ? null : Read(static job => job.DisplayNameAt.Decode(job._payload.Span));
        init => _displayName = value;
    }

    /// <summary>Attempts that Laravel's workers made before the entry came to this worker.</summary>
    public int Attempts { get; init; }

    /// <summary>The envelope's own limit of attempts; 0 for no limit, null for the options' limit.</summary>
    public int? MaxTries
    {
        get => _limits?.MaxTries;
        init => (_limits ??= new JobLimits()).MaxTries = value;
    }

    /// <summary>The envelope's own delays between attempts, the last one repeating; null for the options' delays.</summary>
    public IReadOnlyList<TimeSpan>? Backoff
    {
        get => _limits?.Backoff;
        init => (_limits ??= new JobLimits()).Backoff = value;
    }

    /// <summary>The envelope's own time limit of one attempt; zero for none, null for the options' limit.</summary>
    public TimeSpan? Timeout
    {
        get => _limits?.Timeout;
        init => (_limits ??= new JobLimits()).Timeout = value;
    }

    /// <summary>If set, attempts continue until this time, whatever <see cref="MaxTries"/> says.</summary>
    public DateTimeOffset? RetryUntil
    {
        get => _limits?.RetryUntil;
        init => (_limits ??= new JobLimits()).RetryUntil = value;
    }

    /// <summary>How many attempts may end in an exception; null for no such limit.</summary>
    public int? MaxExceptions
    {
        get => _limits?.MaxExceptions;
        init => (_limits ??= new JobLimits()).MaxExceptions = value;
    }

    /// <summary>Whether an attempt that reaches its time limit is the last one.</summary>
    public bool FailOnTimeout
    {
        get => _limits?.FailOnTimeout ?? false;
        init => (_limits ??= new JobLimits()).FailOnTimeout = value;
    }

    /// <summary>When the producer pushed the job, if the envelope says so.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>The id of the failed job this one is a retry of (Horizon's <c>retry_of</c>).</summary>
    public string? RetryOf
    {
        get => _retryOf ??= RetryOfAt.Length == 0 ? null : Read(static job => job.RetryOfAt.Decode(job._payload.Span));
        init => _retryOf = value;
    }

    /// <summary>
    /// Whether the entry was tried before it came here, by a Laravel worker or from Horizon's dashboard. Such an entry is meant to run
    /// again, and never counts as a duplicate.
    /// </summary>
    public bool IsRetry => Attempts > 0 || RetryOf is not null;

    /// <summary>The update's kind: Telegram's name, such as <c>message</c>, or <c>other</c>.</summary>
    internal string Kind { get; init; } = "other";

    /// <summary>Where the payload lies, if its memory is used again: then nobody but this job reads it, and hands out copies.</summary>
    internal PayloadLease? Lease { get; set => field = value is { IsOwn: false } ? value : null; }

    /// <summary>How many bytes the payload has.</summary>
    internal int PayloadLength => _payload.Length;

    internal UpdateSlice UpdateInside { get; init; }

    internal JsonTextRange UuidAt { get; init; }

    internal JsonTextRange DisplayNameAt { get; init; }

    internal JsonTextRange RetryOfAt { get; init; }

    internal JobLimits? Limits
    {
        init => _limits = value;
    }

    /// <summary>Reads something out of the payload, which is not copied for it.</summary>
    /// <exception cref="InvalidOperationException">The delivery has ended, and with it the payload.</exception>
    internal T ReadPayload<T>(Func<ReadOnlySpan<byte>, T> read)
    {
        Lease?.Hold();
        try
        {
            return read(_payload.Span);
        }
        finally
        {
            Lease?.LetGo();
        }
    }

    private T Read<T>(Func<Job, T> read)
    {
        Lease?.Hold();
        try
        {
            return read(this);
        }
        finally
        {
            Lease?.LetGo();
        }
    }
}
