using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Intake.Accepting;

/// <summary>
/// Whether the queue takes updates. Closed by the first call that fails, and opened by a check that succeeds: meanwhile whoever brings
/// updates hears so at once, instead of after a time limit, and nothing piles up before a queue that stands still.
/// </summary>
internal sealed partial class IntakeGate(
    IIntakeQueue queue, long maxBacklog, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<IntakeGate> logger)
    : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _closing = new(0);
    private readonly Lock _telling = new();
    private string? _told;
    private long _toldAt;
    private volatile string? _reason = "the queue was not asked yet";
    private long _used;

    /// <summary>Whether updates are taken now.</summary>
    public bool IsOpen => _reason is null;

    /// <summary>Why not; null when they are.</summary>
    public string? Reason => _reason;

    /// <summary>Why they never will be: the message says what to do. Null as long as there is hope.</summary>
    public string? Hopeless { get; private set; }

    /// <summary>Waits until updates are taken.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        while (!IsOpen)
        {
            await Task.Delay(ShortestPause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The queue has taken something.</summary>
    public void Used() => Volatile.Write(ref _used, time.GetTimestamp());

    /// <summary>The queue has not taken something.</summary>
    public void Close(string reason)
    {
        if (Interlocked.Exchange(ref _reason, reason) is null)
        {
            Tell(reason);
            _closing.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _closing.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first check connects, which may take its time: the host goes on starting.
        await Task.Yield();
        try
        {
            while (true)
            {
                await ReopenAsync(stoppingToken).ConfigureAwait(false);
                while (IsOpen)
                {
                    await _closing.WaitAsync(BetweenLooks, stoppingToken).ConfigureAwait(false);
                    if (IsOpen && (maxBacklog > 0 || time.GetElapsedTime(Volatile.Read(ref _used)) >= BetweenLooks)
                        && await WhyNotAsync(stoppingToken).ConfigureAwait(false) is { } reason)
                    {
                        Close(reason);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (QueueUnsupportedException e)
        {
            Hopeless = e.Message;
            Close(e.Message);
            LogHopeless(e.Message);
            lifetime.StopApplication();
        }
    }

    private async Task ReopenAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (await WhyNotAsync(stoppingToken).ConfigureAwait(false) is { } reason)
        {
            _reason = reason;
            Tell(reason);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        lock (_telling)
        {
            _told = null;
        }

        _reason = null;
        LogOpen(queue.Name);
    }

    // Also that it was never open: a password that is wrong from the start would be seen by nobody. Reasons with numbers change all the
    // time.
    private void Tell(string reason)
    {
        lock (_telling)
        {
            if (_told == reason || (_told is not null && time.GetElapsedTime(_toldAt) < BetweenWords))
            {
                return;
            }

            (_told, _toldAt) = (reason, time.GetTimestamp());
        }

        LogClosed(queue.Name, reason);
    }

    private async Task<string?> WhyNotAsync(CancellationToken stoppingToken)
    {
        try
        {
            await queue.CheckAsync(stoppingToken).ConfigureAwait(false);
            return maxBacklog > 0 && await queue.CountAsync(stoppingToken).ConfigureAwait(false) is var waiting && waiting >= maxBacklog
                ? $"{waiting} updates wait already (MaxBacklog is {maxBacklog})"
                : null;
        }
        catch (QueueUnavailableException e)
        {
            return e.Message;
        }
    }

    [LoggerMessage(601, LogLevel.Warning, "Queue {Queue} accepts no updates; senders are asked to try again later: {Reason}")]
    private partial void LogClosed(string queue, string reason);

    [LoggerMessage(602, LogLevel.Information, "Queue {Queue} accepts updates")]
    private partial void LogOpen(string queue);

    [LoggerMessage(603, LogLevel.Critical, "{Reason}")]
    private partial void LogHopeless(string reason);
}
