using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Cli;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Screens;

/// <summary>A run's live view: its log above, how it goes below, drawn a few times a second.</summary>
internal sealed class RunScreen : BackgroundService, IWorkerCompanion
{
    private const int MostLogLines = 30;

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly CommandContext _context;
    private readonly string _place;
    private readonly ScreenLog _log;
    private readonly RunView _view;
    private readonly StatusBlock _block;
    private readonly RunCounts _counts = new();
    private readonly RateMeter _rate = new();
    private readonly long _started;
    private volatile IReadOnlyList<QueueStatus> _status = [];

    /// <param name="context">The terminal.</param>
    /// <param name="place">Where the queue is, for a person.</param>
    public RunScreen(CommandContext context, string place)
    {
        var hasColours = !context.Variables.ContainsKey("NO_COLOR");
        (_context, _place, _started) = (context, place, context.Time.GetTimestamp());
        _log = new ScreenLog(context.Time, hasColours);
        _view = new RunView(hasColours);
        _block = new StatusBlock(context.Out);
    }

    /// <summary>Takes the console log's place in a host.</summary>
    public void AddTo(HostApplicationBuilder builder)
    {
        builder.Services.RemoveAll<ILoggerProvider>();
        builder.Services.AddSingleton<ILoggerProvider>(_log);
        builder.Services.AddSingleton<IWorkerCompanion>(this);

        // From before all others until after them.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(this));
    }

    /// <inheritdoc/>
    IAsyncDisposable IWorkerCompanion.Start(IReadOnlyList<IUpdateQueue> queues) =>
        new CompanionRun(stopping => LookAsync(queues, stopping));

    /// <summary>Takes the view away, and leaves the log and what there is to say at the end.</summary>
    public void End() => _block.Show([.. _log.Take(MostLogLines), RunView.Summary(TakeSnapshot())], []);

    public override void Dispose()
    {
        base.Dispose();
        _counts.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FrameTime, _context.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                _block.Show(_log.Take(MostLogLines), _view.Lines(TakeSnapshot(), _context.TerminalWidth ?? RunView.LeastWidth));
            }
        }
        catch (OperationCanceledException)
        {
            // All others have ended.
        }
    }

    private async Task LookAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(BetweenLooks, _context.Time);
        try
        {
            do
            {
                try
                {
                    _status = await Task.WhenAll(queues.Select(queue => queue.GetStatusAsync(stopping)));
                }
                catch (QueueUnavailableException)
                {
                    // The log says so; what was seen last stays.
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The worker has ended.
        }
    }

    private RunSnapshot TakeSnapshot()
    {
        var (elapsed, handled, status) = (_context.Time.GetElapsedTime(_started), _counts.Handled, _status);
        _rate.Add(elapsed, handled);
        return new RunSnapshot
        {
            Place = _place,
            Elapsed = elapsed,
            PerSecond = _rate.PerSecond,
            History = _rate.History,
            Handled = handled,
            Retries = _counts.Retries,
            GivenUp = _counts.Failed,
            Chats = status.Sum(queue => queue.Lanes),
            Waiting = status.Sum(queue => queue.Pending + queue.Delayed + queue.InLanes),
            Failed = status.Sum(queue => queue.Failed),
            Paused = status.Any(queue => queue.Paused),
        };
    }
}
