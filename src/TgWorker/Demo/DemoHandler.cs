using System.Collections.Frozen;
using TgWorker.Core.Handling;

namespace TgWorker.Demo;

/// <summary>Handles the demo's messages as their chats would have it, and checks the order in which they come.</summary>
internal sealed class DemoHandler(IReadOnlyList<DemoChat> chats, TimeProvider time) : IUpdateHandler
{
    private readonly FrozenDictionary<long, ChatJournal> _journals =
        chats.ToFrozenDictionary(chat => chat.Id, chat => new ChatJournal(chat));

    private long _handled;
    private long _retries;

    public long Handled => Volatile.Read(ref _handled);

    /// <summary>Tries beyond the first.</summary>
    public long Retries => Volatile.Read(ref _retries);

    public long Violations => _journals.Values.Sum(journal => journal.Order.Violations);

    public ChatJournal JournalOf(DemoChat chat) => _journals[chat.Id];

    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        var message = DemoMessage.Read(context.Update);
        var journal = _journals[message.ChatId];
        if (context.Attempt > 1)
        {
            Interlocked.Increment(ref _retries);
        }

        var isDone = false;
        journal.Order.Start(message.Number);
        try
        {
            await Task.Delay(journal.Chat.Work(message.Number), time, cancellationToken).ConfigureAwait(false);
            var fails = journal.Chat.Fails(message.Number, context.Attempt);
            isDone = !fails || context.Attempt >= DemoOptions.Tries;
            return fails ? Fail(journal, message.Number, context.Attempt) : Succeed(journal, message.Number, context.Attempt);
        }
        finally
        {
            journal.Order.End(isDone);
        }
    }

    private static UpdateOutcome Fail(ChatJournal journal, long number, int attempt)
    {
        if (attempt >= DemoOptions.Tries)
        {
            journal.Add(new ChatResult(number, attempt, Handled: false));
        }

        return UpdateOutcome.Retry("The demo wants this one to fail.");
    }

    private UpdateOutcome Succeed(ChatJournal journal, long number, int attempt)
    {
        journal.Add(new ChatResult(number, attempt, Handled: true));
        Interlocked.Increment(ref _handled);
        return UpdateOutcome.Handled;
    }
}
