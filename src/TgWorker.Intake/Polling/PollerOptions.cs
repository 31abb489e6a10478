using TgWorker.Intake.BotApi;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Polling;

/// <summary>How updates are asked for. Section <c>Poller</c> of the configuration.</summary>
public sealed class PollerOptions
{
    /// <summary>The bots.</summary>
    public IList<IntakeBot> Bots { get; } = [];

    /// <summary>
    /// Whether a webhook that is in the way at the start is deleted; what waits for it is kept. One that is set later stays. Default false.
    /// </summary>
    public bool TakeOver { get; set; }

    /// <summary>
    /// The kinds of update that are wanted, such as <c>message</c>; empty for all but <c>chat_member</c> and the reactions; null (the
    /// default) is what the routes of the same host take, and without any leaves it at what was said to Telegram before.
    /// </summary>
    public IReadOnlyList<string>? AllowedUpdates { get; set; }

    /// <summary>How long a process that died keeps others from asking. Default 15 s, at least 1 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long Telegram holds a question for which it has no updates. Default 50 s, its own limit.</summary>
    public TimeSpan LongPoll { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>Unfinished updates from which on nothing is asked; zero (the default) for no limit.</summary>
    public long MaxBacklog { get; set; }

    /// <summary>How long a stop may take: for the batch that is under way, and to tell Telegram what was taken. Default 5 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The names of the job's class and property. Default tgook v1's.</summary>
    public TgookShape Shape { get; set; } = TgookShape.V1;
}
