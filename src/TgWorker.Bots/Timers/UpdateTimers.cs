using TgWorker.Bots.Routing;
using TgWorker.Bots.Timers;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;

namespace TgWorker.Bots;

/// <summary>
/// The timers of an update's chat (or of the topic or user, if the queue is ordered by these). A timer is set immediately, not when the
/// update is finished. Setting it again under the same name replaces it, so a handler that is tried again sets it once. A worker that lost
/// the chat cannot set any.
/// </summary>
[ParameterHint("take the UpdateContext and ask for its Timers")]
public sealed class UpdateTimers
{
    private readonly IQueueTimers _timers;
    private readonly Delivery _delivery;
    private readonly TimerPlace _place;

    private UpdateTimers(IQueueTimers timers, Delivery delivery, TimerPlace place) =>
        (_timers, _delivery, _place) = (timers, delivery, place);

    /// <summary>Sets a timer that goes off after a time from now.</summary>
    /// <param name="name">Its name, 1 to 128 characters. It replaces a timer of the same name.</param>
    /// <param name="after">How long from now; to the millisecond.</param>
    /// <param name="payload">Its payload: anything that System.Text.Json can write. Default none.</param>
    /// <param name="notLaterThan">How late it may be handled, because no worker was running or the chat was busy. After that it is
    /// skipped. Default no limit.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="LeaseLostException">Another worker has the chat now; nothing was set.</exception>
    public Task SetAsync(string name, TimeSpan after, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.After(_place, name, after, payload, notLaterThan), cancellationToken);

    /// <summary>Sets a timer for a point in time. One in the past goes off at once.</summary>
    /// <inheritdoc cref="SetAsync(string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    public Task SetAsync(string name, DateTimeOffset at, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.At(_place, name, at, payload, notLaterThan), cancellationToken);

    /// <summary>
    /// Sets a timer that repeats, such as <c>TimerRepeat.Daily(new(9, 0), "Europe/Berlin")</c>, until it is cancelled.
    /// </summary>
    /// <inheritdoc cref="SetAsync(string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    public Task SetAsync(string name, TimerRepeat repeat, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.Again(_place, name, repeat, payload, notLaterThan), cancellationToken);

    /// <summary>Cancels a timer.</summary>
    /// <returns>Whether there was one. A timer that has gone off is in the chat's lane and is handled.</returns>
    /// <exception cref="LeaseLostException">Another worker has the chat now; nothing was done.</exception>
    public async Task<bool> CancelAsync(string name, CancellationToken cancellationToken = default) =>
        await _timers.CancelAsync(_place, name, _delivery, cancellationToken).ConfigureAwait(false) ?? throw Lost();

    internal static UpdateTimers Of(UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var timers = context.QueueTimers ?? throw new InvalidOperationException("This queue has no timers.");
        var chat = context.View.ChatId ?? context.View.UserId
            ?? throw new InvalidOperationException(
                $"The update ({context.View.KindName}) belongs to no chat and no user that a timer could be for.");
        return new UpdateTimers(timers, context.Delivery, new TimerPlace(context.Bot, chat, context.View.UserId, context.View.TopicId));
    }

    private static LeaseLostException Lost() => new("The chat is with another worker by now; its timers are left to it.", null!);

    private async Task SetAsync(NewTimer timer, CancellationToken cancellationToken)
    {
        if (!await _timers.SetAsync(timer, _delivery, cancellationToken).ConfigureAwait(false))
        {
            throw Lost();
        }
    }
}
