using TgWorker.Core.Handling;

namespace TgWorker.Testing;

/// <summary>What a bot did with an update in one try.</summary>
public sealed class HandledUpdate
{
    internal HandledUpdate(TestUpdate update, int attempt) => (Update, Attempt) = (update, attempt);

    /// <summary>The update.</summary>
    public TestUpdate Update { get; }

    /// <summary>Which try it was; the first is 1.</summary>
    public int Attempt { get; }

    /// <summary>
    /// The name of the route that handled it: as it was written, such as <c>OnCommand("start")</c>, or the method of a class, such as
    /// <c>Survey.Begin</c>. The last one, if others passed it on. Null if none matched.
    /// </summary>
    public string? Route => Routes.Count == 0 ? null : Routes[^1];

    /// <summary>All routes that got the update, in order.</summary>
    public IList<string> Routes { get; } = [];

    /// <summary>The bot's calls to Telegram, in order.</summary>
    public IList<TelegramCall> Calls { get; } = [];

    /// <summary>What becomes of the update. An exception is a failed try, as in a worker, unless it says otherwise.</summary>
    public UpdateOutcome Outcome { get; internal set; }

    /// <summary>The exception that the handlers threw, if any.</summary>
    public Exception? Exception { get; internal set; }
}
