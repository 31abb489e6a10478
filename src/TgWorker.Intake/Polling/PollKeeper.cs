using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Polling;

/// <summary>
/// Takes and extends the rights to poll, and runs a poller for each that this process has. It looks often while others have one, so that
/// what they give back is taken at once.
/// </summary>
internal sealed partial class PollKeeper : BackgroundService
{
    /// <summary>How often it looks while it lacks a right.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly IIntakeQueue _queue;
    private readonly PollerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _http = BotApiCaller.CreateHttp();
    private readonly string _holder;
    private readonly Dictionary<string, PollRun> _runs = [];
    private readonly Dictionary<string, Func<PollRight, CancellationToken, Task<bool>>> _pollers = [];
    private readonly HashSet<string> _hopeless = [];

    public PollKeeper(IIntakeQueue queue, IntakeGate gate, IntakeTally tally, IOptions<PollerOptions> options, PollerStatus status,
        TimeProvider time, ILoggerFactory loggers)
    {
        (_queue, _options, _time, _logger) = (queue, options.Value, time, loggers.CreateLogger<PollKeeper>());
        _holder = string.Create(CultureInfo.InvariantCulture,
            $"{Environment.MachineName}:{Environment.ProcessId}:{Random.Shared.NextInt64(1L << 40):x10}");
        foreach (var bot in _options.Bots)
        {
            var client = new UpdatesClient(new BotApiCaller(_http, bot, time), _options.AllowedUpdates);
            var poller = new BotPoller(
                bot, client, queue.Leases, gate, tally, _options, status, Random.Shared, time, loggers.CreateLogger<BotPoller>());
            _pollers.Add(bot.Id, poller.RunAsync);
        }
    }

    /// <summary>Whether each bot's token was refused: there is nothing left to do.</summary>
    public bool IsHopeless => _hopeless.Count == _pollers.Count;

    /// <summary>Told when it is.</summary>
    public Action? Hopeless { get; set; }

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await HoldAsync(stoppingToken).ConfigureAwait(false);
                IntakeMetrics.Polling.Record(_runs.Count);
                var pause = _runs.Count + _hopeless.Count == _pollers.Count ? _options.Lease / 3 : Look;
                await WaitAsync(pause, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private async Task HoldAsync(CancellationToken stopping)
    {
        string[] wanted = [.. _pollers.Keys.Where(bot => !_hopeless.Contains(bot))];
        var asked = _time.GetTimestamp();
        try
        {
            var leases = await _queue.Leases.HoldAsync(_holder, wanted, _options.Lease, stopping).ConfigureAwait(false);
            for (var i = 0; i < wanted.Length; i++)
            {
                await TakeAsync(wanted[i], leases[i], asked, stopping).ConfigureAwait(false);
            }
        }
        catch (QueueUnavailableException e)
        {
            // What this process has lapses by itself, if it takes long.
            LogUnknown(e.Message);
        }
    }

    private async Task TakeAsync(string bot, PollLease? lease, long asked, CancellationToken stopping)
    {
        if (_runs.TryGetValue(bot, out var run) && (lease is null || run.Right.Lease.Fence != lease.Fence))
        {
            await EndAsync(bot, run).ConfigureAwait(false);
            run = null;
        }

        if (lease is null)
        {
            return;
        }

        if (run is null)
        {
            var right = new PollRight(lease, _time);
            right.Extend(asked, _options.Lease);
            _runs.Add(bot, new PollRun(right, Task.Run(() => _pollers[bot](right, stopping), CancellationToken.None)));
            return;
        }

        run.Right.Extend(asked, _options.Lease);
    }

    // Ends early when a poller has ended, by itself.
    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        await Task.WhenAny([Task.Delay(pause, _time, stopping), .. _runs.Values.Select(run => run.Task)]).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        foreach (var (bot, run) in _runs.Where(run => run.Value.Task.IsCompleted).ToList())
        {
            await EndAsync(bot, run).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(string bot, PollRun run)
    {
        _runs.Remove(bot);
        await run.Right.LoseAsync().ConfigureAwait(false);
        var canGoOn = await AwaitAsync(run.Task).ConfigureAwait(false);
        run.Right.Dispose();
        if (!canGoOn)
        {
            // Another process may have another token for it.
            _hopeless.Add(bot);
            await ReleaseAsync([bot]).ConfigureAwait(false);
            if (IsHopeless)
            {
                Hopeless?.Invoke();
            }
        }
    }

    private async Task<bool> AwaitAsync(Task<bool> poller)
    {
        try
        {
            return await poller.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The other bots still have their updates; this one begins again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogCrashed(e);
            await Task.Delay(Look, _time, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
    }

    private async Task LeaveAsync()
    {
        await Task.WhenAny(Task.WhenAll(_runs.Values.Select(run => run.Task)), Task.Delay(_options.Grace, _time, CancellationToken.None))
            .ConfigureAwait(false);
        await ReleaseAsync([.. _runs.Keys]).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(IReadOnlyList<string> bots)
    {
        try
        {
            await _queue.Leases.ReleaseAsync(_holder, bots, CancellationToken.None).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // Others have to wait until the rights lapse.
        }
    }

    private sealed record PollRun(PollRight Right, Task<bool> Task);

    [LoggerMessage(660, LogLevel.Debug, "The rights to poll cannot be read now: {Reason}")]
    private partial void LogUnknown(string reason);

    [LoggerMessage(661, LogLevel.Error, "A poller ended with an error and starts again")]
    private partial void LogCrashed(Exception exception);
}
