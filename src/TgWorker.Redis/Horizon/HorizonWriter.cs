using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Horizon;

/// <summary>Writes events to Horizon's keys, batch by batch.</summary>
internal sealed partial class HorizonWriter(
    RedisGateway gateway,
    ShownQueue queue,
    RedisKey turn,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private const int LargestBatch = 4096;
    private const int FullEnough = 512;

    // A breath for events to gather in: a job that is over by then is written once.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MonitoringFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWrites = TimeSpan.FromSeconds(3);

    private readonly HorizonKeys _keys = new(queue.Options.Prefix);
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _opening = new(1);
    private RedisConnection? _connection;
    private Task _writing = Task.CompletedTask;
    private Periodic? _trim;
    private HashSet<string> _monitored = [];
    private long? _monitoredAt;
    private long _dropped;
    private bool _failing;
    private bool _disposed;

    /// <summary>An event was lost, since too many wait to be written.</summary>
    public void CountDropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Trims old jobs if it is time; does not wait for it.</summary>
    public void Beat() => (_trim ??= new Periodic(TrimAsync, TrimPeriod, time)).Beat();

    /// <summary>Starts writing events, until there are none to come.</summary>
    public void Start(ChannelReader<HorizonEvent> events) => _writing = Task.Run(() => WriteAsync(events));

    /// <summary>Writes what is left, once the last event has come, unless Redis does not answer in a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_writing, Task.Delay(LastWrites, time)).ConfigureAwait(false);
        await _ended.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await (_trim?.IdleAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }

        _opening.Dispose();
        _ending.Dispose();
        _ended.Dispose();
    }

    private async Task WriteAsync(ChannelReader<HorizonEvent> events)
    {
        var batch = new HorizonBatch(_keys, queue);
        while (await events.WaitToReadAsync().ConfigureAwait(false))
        {
            Read(events, batch);
            if (!batch.IsAwaited && batch.Count < FullEnough)
            {
                await Task.Delay(Gathering, time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Read(events, batch);
            }

            await WriteAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private static void Read(ChannelReader<HorizonEvent> events, HorizonBatch batch)
    {
        while (batch.Count < LargestBatch && events.TryRead(out var next))
        {
            batch.Add(next);
        }
    }

    // While Redis is away the batch waits, and the channel behind it forgets its oldest events.
    private async Task WriteAsync(HorizonBatch batch)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                var connection = await ConnectAsync().ConfigureAwait(false);
                await ReadMonitoredAsync(connection).ConfigureAwait(false);
                await batch.SendAsync(connection, _monitored).ConfigureAwait(false);
                await new HorizonFigures(connection, _keys, queue.Name).AddAsync(batch.Records).ConfigureAwait(false);
                await new HorizonRetries(connection, _keys).UpdateAsync(batch.Records).ConfigureAwait(false);
                Recovered();
                return;
            }
            catch (QueueUnavailableException exception)
            {
                ReportFailure(exception);
                if (!exception.MayHaveHappened)
                {
                    return;
                }

                await Task.Delay(Pause, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadMonitoredAsync(RedisConnection connection)
    {
        if (_monitoredAt is { } at && time.GetElapsedTime(at) < MonitoringFor)
        {
            return;
        }

        var tags = (string[])(await connection.ExecuteAsync("SMEMBERS", _keys.Monitoring).ConfigureAwait(false))!;
        _monitored = [.. tags];
        _monitoredAt = time.GetTimestamp();
    }

    private async Task TrimAsync()
    {
        try
        {
            var connection = await ConnectAsync().ConfigureAwait(false);
            await new HorizonTrim(connection, _keys, queue.Options, turn, time, logger).RunAsync().ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception)
        {
            ReportFailure(exception);
        }
    }

    private async Task<RedisConnection> ConnectAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            return _connection ??= await gateway.OpenAsync("horizon").ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private void ReportFailure(QueueUnavailableException exception)
    {
        if (!_failing)
        {
            _failing = true;
            Failing(logger, exception.Message);
        }
    }

    private void Recovered()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        if (_failing || dropped > 0)
        {
            _failing = false;
            Caught(logger, dropped);
        }
    }

    [LoggerMessage(240, LogLevel.Warning, "Horizon is not told what becomes of jobs; the jobs themselves continue. {Reason}")]
    private static partial void Failing(ILogger logger, string reason);

    [LoggerMessage(241, LogLevel.Warning,
        "Horizon is told what becomes of jobs again; {Events} events were dropped because they came too fast")]
    private static partial void Caught(ILogger logger, long events);
}
