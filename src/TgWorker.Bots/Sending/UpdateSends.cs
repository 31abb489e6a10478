using System.Globalization;
using Telegram.Bot.Requests.Abstractions;
using TgWorker.Bots.Clients;
using TgWorker.Core.Handling;
using TgWorker.Core.Sending;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Sending;

/// <summary>Gives the calls of one attempt their turns.</summary>
/// <param name="context">The update.</param>
/// <param name="bot">The bot, by the id in its token.</param>
/// <param name="limits">How much it may send.</param>
/// <param name="time">Tells how old a broadcast's turn is.</param>
internal sealed class UpdateSends(UpdateContext context, long bot, OutgoingLimits limits, TimeProvider time)
{
    // After a crash, or all workers' rest, what is in lanes would go out at once, on turns of long ago.
    private static readonly TimeSpan TurnIsGood = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call when it is its turn.</summary>
    /// <param name="request">The call.</param>
    /// <param name="callAsync">Makes it.</param>
    /// <param name="longest">How long its waits may be together, as it is now.</param>
    /// <param name="waitAsync">Waits.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SendLimitException">It would have to wait for longer.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        IRequest<TResponse> request, Func<IRequest<TResponse>, CancellationToken, Task<TResponse>> callAsync, Func<TimeSpan> longest,
        Func<TimeSpan, CancellationToken, Task> waitAsync, CancellationToken cancellationToken)
    {
        if (LimitedCall.Of(request) is not { } call)
        {
            using var free = CallPatience.Begin(longest, waitAsync);
            return await callAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var kind = ClassOf(call.Chat);
        if (kind == SendClass.Broadcast && time.GetUtcNow() - context.Job.PushedAt > TurnIsGood)
        {
            await TakeBotsTurnAgainAsync(call, longest, waitAsync, cancellationToken).ConfigureAwait(false);
        }

        // A broadcast's message had the bot's turn before it came into its lane: what is left is the chat's, as for an answer.
        var turn = context.SendLimits is { } shared
            ? new CallTurn(shared, WishOf(call, kind == SendClass.Broadcast ? SendClass.Answer : kind), WishOf(call, kind)) : null;
        using var patience = CallPatience.Begin(longest, waitAsync, turn);
        try
        {
            if (await patience.TakeTurnAsync(cancellationToken).ConfigureAwait(false) is { } tooLong)
            {
                OutgoingMetrics.Parked(kind);
                context.SendLimits?.NoteParked(WishOf(call, kind));
                throw new SendLimitException(request.MethodName, tooLong);
            }

            OutgoingMetrics.Called(kind);
            var answer = await callAsync(request, cancellationToken).ConfigureAwait(false);
            if (call.IsPaid)
            {
                OutgoingMetrics.Paid(kind, call.Messages);
            }

            return answer;
        }
        finally
        {
            OutgoingMetrics.Waited(kind, patience.Waited);
        }
    }

    // Not for long: answers wait behind it in its lane.
    private async Task TakeBotsTurnAgainAsync(
        LimitedCall call, Func<TimeSpan> longest, Func<TimeSpan, CancellationToken, Task> waitAsync, CancellationToken cancellationToken)
    {
        if (context.SendLimits is { } shared)
        {
            var wish = limits.BotsTurnOf(bot, call.Messages, call.IsPaid);
            using var patience = CallPatience.Begin(longest, waitAsync, new CallTurn(shared, wish, wish));
            await patience.TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            OutgoingMetrics.Waited(SendClass.Broadcast, patience.Waited);
        }
    }

    // What a timer sends, or comes from outside, answers nobody: a thousand reminders at nine o'clock are what Telegram calls bulk.
    private SendClass ClassOf(string chat) => context.View.Kind switch
    {
        UpdateKind.Timer => SendClass.Notify,
        UpdateKind.Outgoing => context.View.Content.TryGetProperty("broadcast", out _) ? SendClass.Broadcast : SendClass.Notify,
        _ => (context.View.ChatId ?? context.View.UserId) is { } own && chat == own.ToString(CultureInfo.InvariantCulture)
            ? SendClass.Answer : SendClass.Notify,
    };

    private SendWish WishOf(LimitedCall call, SendClass kind) => limits.WishOf(bot, call.Chat, kind, call.Messages, call.IsPaid);
}
