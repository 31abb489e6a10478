using StackExchange.Redis;
using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Horizon;

/// <summary>What became of one job within a batch of events: only the end is written.</summary>
internal sealed class HorizonRecord(string id, Job job)
{
    // The producer's record dies after an hour; what is not much younger is written as a whole.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(50);

    private int _attempts;

    public string Id { get; } = id;

    public Job Job { get; } = job;

    /// <summary>The last thing that happened.</summary>
    public HorizonEventKind Kind { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When it was given to a worker, if that was within this batch.</summary>
    public DateTimeOffset? ReservedAt { get; private set; }

    /// <summary>How long the job ran, if it did and is done.</summary>
    public TimeSpan? Runtime { get; private set; }

    public string? Error { get; private set; }

    /// <summary>Whether the job was failed when the batch began, and no longer is.</summary>
    public bool WasRetried { get; private set; }

    /// <summary>Whether the record that the producer wrote may be gone, or never was.</summary>
    public bool IsStale => Job.PushedAt is not { } pushed || At - pushed > Fresh;

    /// <summary>Whether the job is over.</summary>
    public bool IsDone => Kind is HorizonEventKind.Completed or HorizonEventKind.Failed;

    /// <summary>What the envelope says to Horizon.</summary>
    public HorizonPayload Payload => field ??= HorizonPayload.Read(Job.Payload);

    public void Apply(in HorizonEvent next)
    {
        (Kind, At, Runtime, Error) = (next.Kind, next.At, next.Runtime, next.Error);
        _attempts = next.Attempts;
        ReservedAt = next.Kind == HorizonEventKind.Reserved ? next.At : ReservedAt;
        WasRetried |= next.Kind == HorizonEventKind.Retried;
    }

    /// <summary>The fields of the job's hash that change.</summary>
    public HashEntry[] Fields(string queue, string connection, bool whole)
    {
        var fields = new List<HashEntry>(12);
        if (whole || IsStale || Kind == HorizonEventKind.Failed)
        {
            fields.Add(new("id", Id));
            fields.Add(new("connection", connection));
            fields.Add(new("queue", queue));
            fields.Add(new("name", Job.DisplayName ?? HorizonPayload.NoName));
            fields.Add(new("payload", Payload.WithAttempts(_attempts)));
        }
        else if (Kind is HorizonEventKind.Released or HorizonEventKind.Retried)
        {
            fields.Add(new("payload", Payload.WithAttempts(_attempts)));
        }

        if (ReservedAt is { } reserved)
        {
            var at = HorizonTime.Text(reserved);
            fields.Add(new("reserved_at", at));
            fields.Add(new("updated_at", at));
        }

        AddStatus(fields);
        return [.. fields];
    }

    private void AddStatus(List<HashEntry> fields)
    {
        var at = HorizonTime.Text(At);
        switch (Kind)
        {
            case HorizonEventKind.Reserved:
                fields.Add(new("status", "reserved"));
                break;
            case HorizonEventKind.Completed:
                fields.Add(new("status", "completed"));
                fields.Add(new("completed_at", at));
                break;
            case HorizonEventKind.Failed:
                fields.Add(new("status", "failed"));
                fields.Add(new("completed_at", at));
                fields.Add(new("failed_at", at));
                fields.Add(new("exception", Error));
                fields.Add(new("context", ""));
                break;
            default:
                fields.Add(new("status", "pending"));
                fields.Add(new("updated_at", at));
                break;
        }
    }
}
