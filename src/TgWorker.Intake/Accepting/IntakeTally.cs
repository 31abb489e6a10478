using Microsoft.Extensions.Hosting;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Intake.Accepting;

/// <summary>
/// Counts what this process takes and refuses, for OpenTelemetry and for the queue's history, to which it is added every ten seconds, in
/// one command; nothing while nothing comes in.
/// </summary>
internal sealed class IntakeTally(IIntakeQueue queue, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LastTry = TimeSpan.FromSeconds(2);

    private readonly TrafficRecorder _recorder = new();

    /// <summary>The queue has confirmed updates of a bot.</summary>
    /// <param name="source"><c>receiver</c> or <c>poller</c>.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="updates">How many.</param>
    /// <param name="bytes">How long they were.</param>
    /// <param name="took">How long the queue took.</param>
    /// <param name="now">The time.</param>
    public void Accepted(string source, string bot, int updates, long bytes, TimeSpan took, DateTimeOffset now)
    {
        IntakeMetrics.Accept(source, bot, updates, bytes, took, now);
        Count(bot, "accepted", updates);
    }

    /// <summary>A request was refused.</summary>
    /// <param name="bot">The bot it was for; <c>other</c> for one that is none of ours.</param>
    /// <param name="reason">Why: one of a few words.</param>
    public void Refused(string bot, string reason)
    {
        IntakeMetrics.Refused.Add(1, new KeyValuePair<string, object?>(IntakeTags.Reason, reason));
        Count(bot, "refused/" + reason, 1);
    }

    /// <summary>Telegram answered a poller with trouble.</summary>
    public void PollFailed(string bot, string reason)
    {
        IntakeMetrics.PollErrors.Add(1, new KeyValuePair<string, object?>(IntakeTags.Reason, reason));
        Count(bot, "poll_failed/" + reason, 1);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(LastTry, time);
        await WriteAsync(limit.Token).WaitAsync(LastTry, time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TrafficRecorder.Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await WriteAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is written when it has stopped.
        }
    }

    private void Count(string bot, string what, long count)
    {
        if (queue.Traffic is not null)
        {
            _recorder.Count(new TrafficSeries(TrafficSeries.In, bot, what), count);
        }
    }

    private Task WriteAsync(CancellationToken cancellationToken) =>
        queue.Traffic is { } traffic ? _recorder.WriteAsync(traffic, time.GetUtcNow(), cancellationToken) : Task.CompletedTask;
}
