using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Polling;

/// <summary>
/// Brings one bot's updates to the queue for as long as this process has the right to: ask, push, and only then ask on, which is what tells
/// Telegram that they are taken.
/// </summary>
internal sealed partial class BotPoller(
    IntakeBot bot, UpdatesClient client, IPollLeases leases, IntakeGate gate, IntakeTally tally, PollerOptions options, PollerStatus status,
    Random chance, TimeProvider time, ILogger<BotPoller> logger)
{
    private const string Source = "poller";
    private static readonly TimeSpan ConfirmPatience = TimeSpan.FromSeconds(2);

    private readonly EntryWriter _writer = new(options.Shape, time);
    private bool _hasPolled;

    /// <summary>Asks and pushes until the right is lost, the token is refused, or it is told to stop.</summary>
    /// <returns>False when it can never work.</returns>
    public async Task<bool> RunAsync(PollRight right, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(right.Lost, stopping);
        var position = new PollPosition(right.Lease, time);
        try
        {
            LogBegins(bot.Name, bot.Id);
            return await LoopAsync(right, position, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            status.Set(bot.Name, null);
            await ConfirmAsync(right, position).ConfigureAwait(false);
        }
    }

    private async Task<bool> LoopAsync(PollRight right, PollPosition position, CancellationToken ending)
    {
        var (before, kind) = (0, PollAnswerKind.Updates);
        while (true)
        {
            await gate.OpenAsync(ending).ConfigureAwait(false);
            if (!right.IsGood)
            {
                // Redis is away, or this process was frozen: the queue has to say first whose the right is now.
                await Task.Delay(PollKeeper.Look, time, ending).ConfigureAwait(false);
                continue;
            }

            var answer = await AskAsync(right, position, ending).ConfigureAwait(false);
            if (answer is null)
            {
                continue;
            }

            before = answer.Kind == kind ? before + 1 : 0;
            kind = answer.Kind;
            if (answer.Kind == PollAnswerKind.Updates)
            {
                _hasPolled = true;
                status.Set(bot.Name, null);
                if (!await PushAsync(right, position, answer.Updates, ending).ConfigureAwait(false))
                {
                    return true;
                }
            }
            else if (!await HeedAsync(answer, before, ending).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    // Null when the right lapsed meanwhile: whoever has it now is not to be disturbed.
    private async Task<PollAnswer?> AskAsync(PollRight right, PollPosition position, CancellationToken ending)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(ending, right.Lapsed);
        try
        {
            var answer = await client.AskAsync(position.Offset, options.LongPoll, position.TellsKinds, asking.Token).ConfigureAwait(false);
            position.TellsKinds &= answer.Kind != PollAnswerKind.Updates;
            return answer;
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>False when the right is another's by now.</returns>
    private async Task<bool> PushAsync(
        PollRight right, PollPosition position, IReadOnlyList<PolledUpdate> updates, CancellationToken ending)
    {
        if (updates.Count == 0)
        {
            return true;
        }

        var fresh = position.Fresh(updates);
        if (fresh.Count > 0)
        {
            var batch = new PollBatch(
                position.Batches + 1, updates[^1].Id, [.. fresh.Select(update => _writer.Write(bot.Name, update.Json.Span))]);
            if (!await PushAsync(right, batch, fresh.Sum(update => (long)update.Json.Length), ending).ConfigureAwait(false))
            {
                LogLost(bot.Name);
                return false;
            }

            position.Batches++;
        }

        position.Pushed(updates[^1].Id);
        return true;
    }

    // Without the queue nothing is asked: the batch is kept, and pushed under the same number until the queue has it.
    private async Task<bool> PushAsync(PollRight right, PollBatch batch, long bytes, CancellationToken ending)
    {
        while (true)
        {
            var started = time.GetTimestamp();
            try
            {
                var isPushed = await leases.PushAsync(right.Lease, batch, CancellationToken.None).ConfigureAwait(false);
                if (isPushed)
                {
                    gate.Used();
                    tally.Accepted(Source, bot.Name, batch.Entries.Count, bytes, time.GetElapsedTime(started), time.GetUtcNow());
                }

                return isPushed;
            }
            catch (QueueUnavailableException e)
            {
                gate.Close(e.Message);
                await gate.OpenAsync(ending).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> HeedAsync(PollAnswer answer, int before, CancellationToken ending)
    {
        tally.PollFailed(bot.Name, PollTrouble.Reason(answer.Kind));

        // A webhook that is set while this process polls is somebody's wish, not in the way.
        var step = PollPolicy.Next(answer, before, options.TakeOver && !_hasPolled, chance.NextDouble());
        var advice = PollTrouble.Advice(answer.Kind, bot.Name);
        status.Set(bot.Name, $"{answer.Text}{advice}");
        if (step.Tells)
        {
            Tell(step.Action, answer, advice);
        }

        switch (step.Action)
        {
            case PollAction.Stop:
                return false;
            case PollAction.DeleteWebhook:
                if (await client.DeleteWebhookAsync(ending).ConfigureAwait(false) is { } problem)
                {
                    LogTrouble(bot.Name, $"the webhook cannot be deleted: {problem}", "");
                }

                break;
            default:
                await Task.Delay(step.Wait, time, ending).ConfigureAwait(false);
                break;
        }

        return true;
    }

    private void Tell(PollAction action, PollAnswer answer, string advice)
    {
        switch (action)
        {
            case PollAction.Stop:
                LogStopped(bot.Name, answer.Text, advice);
                break;
            case PollAction.DeleteWebhook:
                LogTakesOver(bot.Name);
                break;
            default:
                LogTrouble(bot.Name, answer.Text, advice);
                break;
        }
    }

    // Best effort: what is not confirmed comes again, and is known.
    private async Task ConfirmAsync(PollRight right, PollPosition position)
    {
        if (position.Offset is { } offset && right.IsGood)
        {
            using var limit = new CancellationTokenSource(ConfirmPatience, time);
            await ((Task)client.ConfirmAsync(offset, limit.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(650, LogLevel.Information, "Polling Telegram for bot {Bot} ({Id})")]
    private partial void LogBegins(string bot, string id);

    [LoggerMessage(651, LogLevel.Information, "Another process polls for bot {Bot} now")]
    private partial void LogLost(string bot);

    [LoggerMessage(652, LogLevel.Warning, "Bot {Bot} gets no updates; the poller keeps trying: {Problem}{Advice}")]
    private partial void LogTrouble(string bot, string problem, string advice);

    [LoggerMessage(653, LogLevel.Critical, "Bot {Bot} is no longer polled: {Problem}{Advice}")]
    private partial void LogStopped(string bot, string problem, string advice);

    [LoggerMessage(654, LogLevel.Warning, "The webhook of bot {Bot} was deleted because of --take-over; waiting updates are kept")]
    private partial void LogTakesOver(string bot);
}
