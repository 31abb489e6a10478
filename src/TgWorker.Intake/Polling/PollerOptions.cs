using TgWorker.Intake.BotApi;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Polling;

/// <summary>How the poller asks for updates; section <c>Poller</c> of the configuration.</summary>
public sealed class PollerOptions
{
    /// <summary>The bots to ask for.</summary>
    public IList<IntakeBot> Bots { get; } = [];

    /// <summary>
    /// Whether to delete a webhook that is set when the poller starts. Updates that wait for it are kept; a webhook that is set later
    /// stays. Default false.
    /// </summary>
    public bool TakeOver { get; set; }

    /// <summary>
    /// The kinds of update to ask for, such as <c>message</c>. Empty asks for all but <c>chat_member</c> and the reactions. Null (the
    /// default) asks for the kinds that the host's routes take; without routes, it keeps what Telegram was told before.
    /// </summary>
    public IReadOnlyList<string>? AllowedUpdates { get; set; }

    /// <summary>How long a process that died keeps others from asking for its bots. Default 15 s, at least 1 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long Telegram holds a request while it has no updates. Default 50 s, Telegram's own limit.</summary>
    public TimeSpan LongPoll { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>The number of unfinished updates at which the poller stops asking. Default zero: no limit.</summary>
    public long MaxBacklog { get; set; }

    /// <summary>How long a stop may take: for the current batch, and to confirm to Telegram what was taken. Default 5 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The names of the job's class and property in the envelope. Default tgook v1's.</summary>
    public TgookShape Shape { get; set; } = TgookShape.V1;
}
