namespace TgWorker.Envelopes;

/// <summary>One entry of the queue: a Laravel job envelope that carries a Telegram update.</summary>
public sealed class Job
{
    /// <summary>The entry exactly as it stood on the queue.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The ordering key: the jobs of one lane run one after the other. Printable ASCII.</summary>
    public required string Lane { get; init; }

    /// <summary>The update's JSON, byte for byte as Telegram sent it; empty when <see cref="Problem"/> is set.</summary>
    public ReadOnlyMemory<byte> Update { get; init; }

    /// <summary>Why no update can be read from the payload, for a person; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The bot the update came in for, as the proxy names it; empty when the payload names none.</summary>
    public string Bot { get; init; } = "";

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId { get; init; }

    /// <summary>Laravel's job uuid (its <c>id</c> where there is no uuid).</summary>
    public string? Uuid { get; init; }

    /// <summary>Laravel's name for the job, usually the class name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Attempts that Laravel workers made before this entry came to us.</summary>
    public int Attempts { get; init; }

    /// <summary>The envelope's own limit of attempts; 0 is unlimited, null leaves it to the options.</summary>
    public int? MaxTries { get; init; }

    /// <summary>The envelope's own delays between attempts, the last one repeating; null leaves it to the options.</summary>
    public IReadOnlyList<TimeSpan>? Backoff { get; init; }

    /// <summary>The envelope's own time limit for one attempt; zero is none, null leaves it to the options.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When set, attempts go on until then, whatever <see cref="MaxTries"/> says.</summary>
    public DateTimeOffset? RetryUntil { get; init; }

    /// <summary>How many attempts may end in an exception; null is no limit of its own.</summary>
    public int? MaxExceptions { get; init; }

    /// <summary>Whether an attempt that runs into its time limit is the last one.</summary>
    public bool FailOnTimeout { get; init; }

    /// <summary>When the producer pushed the job, where the envelope says so.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>The id of the failed job this one is a retry of (Horizon's <c>retry_of</c>).</summary>
    public string? RetryOf { get; init; }

    /// <summary>
    /// Whether the entry was tried before it came here, by a Laravel worker or from Horizon's dashboard. Such an entry
    /// is wanted again and never taken for one of Telegram's duplicates.
    /// </summary>
    public bool IsRetry => Attempts > 0 || RetryOf is not null;
}
