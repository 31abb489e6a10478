using TgWorker.Bots.Routing;
using TgWorker.Bots.Timers;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;

namespace TgWorker.Bots;

/// <summary>
/// The timers of an update's chat (of the lane: topic or user, where the queue is ordered by them). A timer is set at once, not when the
/// update is handled; setting it again under its name replaces it, so that a handler that is tried again sets it once. A worker that lost
/// the chat sets none.
/// </summary>
[ParameterHint("take the UpdateContext and ask for its Timers")]
public sealed class UpdateTimers
{
    private readonly IQueueTimers _timers;
    private readonly Delivery _delivery;
    private readonly TimerPlace _place;

    private UpdateTimers(IQueueTimers timers, Delivery delivery, TimerPlace place) =>
        (_timers, _delivery, _place) = (timers, delivery, place);

    /// <summary>Sets a timer for a while from now.</summary>
    /// <param name="name">Its name, 1 to 128 characters; one of this name is replaced.</param>
    /// <param name="after">How long from now; to the millisecond.</param>
    /// <param name="payload">What it carries, anything that System.Text.Json can write. Default nothing.</param>
    /// <param name="notLaterThan">How late it may be handled at most, because no worker ran or the chat was busy; later it is skipped.
    /// Default however late.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LeaseLostException">The chat is with another worker by now: nothing was set.</exception>
    public Task SetAsync(string name, TimeSpan after, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.After(_place, name, after, payload, notLaterThan), cancellationToken);

    /// <summary>Sets a timer for a time of day; one in the past goes off at once.</summary>
    /// <inheritdoc cref="SetAsync(string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    public Task SetAsync(string name, DateTimeOffset at, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.At(_place, name, at, payload, notLaterThan), cancellationToken);

    /// <summary>
    /// Sets a timer that goes off again and again, such as <c>TimerRepeat.Daily(new(9, 0), "Europe/Berlin")</c>, until it is cancelled.
    /// </summary>
    /// <inheritdoc cref="SetAsync(string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    public Task SetAsync(string name, TimerRepeat repeat, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(TimerWish.Again(_place, name, repeat, payload, notLaterThan), cancellationToken);

    /// <summary>Takes a timer away.</summary>
    /// <returns>Whether there was one; one that has gone off is in the chat's lane, and is handled.</returns>
    /// <exception cref="LeaseLostException">The chat is with another worker by now: nothing was done.</exception>
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
