namespace TgWorker.Core.FailedJobs;

/// <summary>A job that was given up, kept until someone retries or forgets it.</summary>
public sealed record FailedJob
{
    /// <summary>The failed job's id: the job's uuid, or a new one if that is missing or taken.</summary>
    public required string Id { get; init; }

    /// <summary>The queue's bare name.</summary>
    public required string Queue { get; init; }

    /// <summary>The lane it belongs to.</summary>
    public required string Lane { get; init; }

    /// <summary>The bot; empty if the payload names none.</summary>
    public required string Bot { get; init; }

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public required long? UpdateId { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>How many tries were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>What went wrong.</summary>
    public required string Error { get; init; }

    /// <inheritdoc cref="Queues.Failure.Detail"/>
    public string? Detail { get; init; }

    /// <summary>The worker that gave it up.</summary>
    public required string Worker { get; init; }

    /// <summary>The entry exactly as it stood on the queue; empty if it was given up unread.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>
    /// The length in bytes of an entry that was given up unread, because it is too large or may have killed those who read it; null for all
    /// others. Its bytes stay with the queue: <see cref="IFailedJobs.ReadPayloadAsync"/> reads them.
    /// </summary>
    public long? UnreadBytes { get; init; }

    /// <summary>A part of the payload; less at its end.</summary>
    internal ReadOnlyMemory<byte> PayloadPart(long offset, int count)
    {
        var start = (int)Math.Clamp(offset, 0, Payload.Length);
        return Payload.Slice(start, Math.Min(count, Payload.Length - start));
    }
}
