namespace TgWorker.Bots;

/// <summary>How calls to Telegram are made from handlers; stands in the configuration under <c>Outgoing</c>.</summary>
public sealed class OutgoingOptions
{
    /// <summary>
    /// The longest that a call which Telegram answers with 429 waits, in its handler and its slot, before that call alone is made again, 0
    /// to 1 minute.
    /// A longer wait, or one for which the try has no time left, parks the update: its chat waits without a slot. Zero always parks.
    /// Default 5 s.
    /// </summary>
    public TimeSpan ShortWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether what a handler has sent is remembered until its update is finished, so that another try or delivery does not send it again.
    /// Costs one read per update that calls Telegram and a write per call. Default true.
    /// </summary>
    public bool Remember { get; set; } = true;

    /// <summary>
    /// What a call means for the update that is refused because nobody is there any more (<see cref="RefusalReason.ChatGone"/>). Default
    /// <see cref="OnRefusal.Ignore"/>.
    /// </summary>
    public OnRefusal OnBlocked { get; set; }

    /// <summary>
    /// What a call means for the update that comes to nothing: <see cref="RefusalReason.NotModified"/>,
    /// <see cref="RefusalReason.MessageGone"/>,
    /// <see cref="RefusalReason.TooLate"/>. Default <see cref="OnRefusal.Ignore"/>.
    /// </summary>
    public OnRefusal OnNotModified { get; set; }

    /// <summary>How much bots send, all workers on a queue together.</summary>
    public OutgoingLimits Limits { get; } = new();
}
