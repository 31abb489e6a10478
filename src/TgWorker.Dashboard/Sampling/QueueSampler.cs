using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Sampling;

/// <summary>Looks at the queues for all who watch: once a second however many they are, never when there is nobody.</summary>
internal sealed class QueueSampler(DashboardQueues queues, TimeProvider time) : IDisposable
{
    /// <summary>How old a look may be that is shown.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(900);

    // Longer ago than this, nobody looked meanwhile: a line between the two would be a lie.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(10);
    private const int MostPoints = 180;

    private readonly SemaphoreSlim _looking = new(1);
    private readonly Dictionary<string, List<FlowPoint>> _flow = new(StringComparer.Ordinal);
    private QueueSample? _last;
    private long _lookedAt;

    /// <summary>How often the queues were looked at.</summary>
    public long Looks { get; private set; }

    /// <summary>The last look, or a new one.</summary>
    public async Task<QueueSample> GetAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || time.GetElapsedTime(_lookedAt) > Freshness)
            {
                _last = await LookAsync(cancellationToken);
            }

            return _last;
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Something was changed: the next look is to be a new one.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        _lookedAt = long.MinValue / 2;
        _looking.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    private async Task<QueueSample> LookAsync(CancellationToken cancellationToken)
    {
        Looks++;
        var open = await queues.GetAsync(cancellationToken);
        var statuses = new List<QueueStatus>(open.Count);
        foreach (var queue in open)
        {
            statuses.Add(await queue.GetStatusAsync(cancellationToken));
        }

        var now = time.GetUtcNow();
        foreach (var status in statuses)
        {
            Add(status, now);
        }

        _lookedAt = time.GetTimestamp();
        return new QueueSample(now, statuses,
            _flow.ToDictionary(flow => flow.Key, IReadOnlyList<FlowPoint> (flow) => [.. flow.Value], StringComparer.Ordinal));
    }

    private void Add(QueueStatus status, DateTimeOffset now)
    {
        if (!_flow.TryGetValue(status.Queue, out var points))
        {
            _flow.Add(status.Queue, points = []);
        }

        var before = _last?.Queues.FirstOrDefault(known => known.Queue == status.Queue);
        if (before is null || now - _last!.At > LongestGap)
        {
            points.Clear();
            return;
        }

        points.Add(FlowPoint.Between(before, status, now, now - _last.At));
        if (points.Count > MostPoints)
        {
            points.RemoveAt(0);
        }
    }
}
