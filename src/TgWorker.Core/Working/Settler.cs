using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>Takes verdicts and sees to it that they are written: finishes in batches, the rest one by one.</summary>
internal sealed partial class Settler
{
    private readonly ObservedSession _queue;
    private readonly SessionLife _life;
    private readonly OpenRuns _runs;
    private readonly QueueWork _work;
    private readonly Crash _crash;
    private readonly OnFailure _onFailure;
    private readonly ILogger _logger;
    private readonly SettlingWriter _writer;
    private readonly Finisher _finisher;
    private volatile bool _isCompleted;

    public Settler(ObservedSession queue, SessionLife life, OpenRuns runs, QueueWork work, Crash crash, OnFailure onFailure,
        TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _life = life;
        _runs = runs;
        _work = work;
        _crash = crash;
        _onFailure = onFailure;
        _logger = logger;
        _writer = new SettlingWriter(life, work, time, logger);
        _finisher = new Finisher(queue, life, runs, work, _writer, crash);
    }

    /// <inheritdoc cref="Finisher.NoteStarting"/>
    public void NoteStarting(int count) => _finisher.NoteStarting(count);

    /// <summary>Takes a run's verdict, now or when there is one; returns at once and never throws.</summary>
    public void Settle(LaneRun run, ValueTask<Verdict> verdict)
    {
        if (!verdict.IsCompletedSuccessfully)
        {
            _ = _crash.GuardAsync(SettleWhenDoneAsync(run, verdict));
            return;
        }

        try
        {
            Settle(run, verdict.Result);
        }
#pragma warning disable CA1031 // It ends the worker.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _crash.Report(exception);
        }
    }

    /// <summary>The session ends: no verdict is written any more.</summary>
    public void Complete() => _isCompleted = true;

    private async Task SettleWhenDoneAsync(LaneRun run, ValueTask<Verdict> verdict) => Settle(run, await verdict.ConfigureAwait(false));

    private void Settle(LaneRun run, in Verdict verdict)
    {
        if (_isCompleted || verdict.Kind is VerdictKind.Abandon)
        {
            _runs.End(run);
        }
        else if (verdict.Kind is VerdictKind.Finish)
        {
            _finisher.Finish(run);
        }
        else
        {
            _ = _crash.GuardAsync(WriteAsync(run, verdict));
        }
    }

    private async Task WriteAsync(LaneRun run, Verdict verdict)
    {
        var isFailed = verdict.Kind is VerdictKind.Fail;
        using var settling = AttemptSpan.StartSettling(_queue, run.LastAttempt, isFailed ? "fail" : "park");
        if (!(isFailed ? await FailAsync(run, verdict).ConfigureAwait(false) : await ParkAsync(run, verdict).ConfigureAwait(false)))
        {
            _runs.End(run);
        }
    }

    /// <returns>Whether the run goes on.</returns>
    private async Task<bool> FailAsync(LaneRun run, Verdict verdict)
    {
        var failure = new Failure(verdict.Error!, run.Plan.Attempts(verdict.Failures), _onFailure == OnFailure.Hold)
        {
            Detail = verdict.Cause is { } cause ? ExceptionText.DetailOf(cause) : null,
        };
        var takeNext = _writer.MayTakeNext(run);
        var answer = await _writer.InsistAsync(() => _queue.FailAsync(run.Delivery, failure, takeNext, _life.Lost)).ConfigureAwait(false);
        if (answer.Accepted)
        {
            _work.CountFailed();
            Report(run.Delivery, failure, verdict.Cause);
        }

        return _writer.GoesOn(run, answer, verdict.Cause);
    }

    /// <returns>Whether the run goes on.</returns>
    private async Task<bool> ParkAsync(LaneRun run, Verdict verdict)
    {
        var isAccepted = await _writer.InsistAsync(() => _queue.ParkAsync(run.Delivery, verdict.Delay, verdict.Failures, _life.Lost))
            .ConfigureAwait(false);
        return _writer.GoesOn(run, new Settled(isAccepted, null), verdict.Cause);
    }

    private void Report(Delivery delivery, Failure failure, Exception? cause)
    {
        if (_logger.IsEnabled(LogLevel.Warning))
        {
            using var scope = _logger.BeginScope(new AttemptScope(delivery, failure.Attempts));
            JobFailed(_logger, cause is null ? null : ExceptionText.ForLog(cause), delivery.Job.UpdateId, delivery.Lane, failure.Attempts,
                failure.Error);
        }
    }

    [LoggerMessage(120, LogLevel.Warning, "Update {UpdateId} of chat {Lane} failed (tries: {Attempts}): {Error}")]
    private static partial void JobFailed(ILogger logger, Exception? exception, long? updateId, string lane, int attempts, string error);
}
