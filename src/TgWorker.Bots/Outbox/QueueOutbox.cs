using Telegram.Bot.Requests.Abstractions;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Outbox;

/// <summary>An outbox whose messages stand in a queue.</summary>
/// <param name="push">Appends an entry to it.</param>
/// <param name="time">Tells when.</param>
internal sealed class QueueOutbox(Func<ReadOnlyMemory<byte>, CancellationToken, Task> push, TimeProvider time) : IOutbox
{
    /// <summary>That of a queue which somebody opens when it is first asked for.</summary>
    public static QueueOutbox Of(Func<CancellationToken, ValueTask<IUpdateQueue>> open, TimeProvider time) => new(
        async (entry, cancellationToken) =>
        {
            var queue = await open(cancellationToken).ConfigureAwait(false);
            await queue.PushAsync(entry, cancellationToken).ConfigureAwait(false);
        },
        time);

    public Task SendAsync(string bot, long chat, IRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(bot);
        var call = OutgoingCall.Of(request);
        return call.Chat is { } named && named != chat
            ? throw new ArgumentException(
                $"The request is for chat {named}, and is to stand in the order of chat {chat}: give the same chat twice.", nameof(chat))
            : push(OutgoingEntry.Write(bot, new OutgoingMessage(chat, call), time.GetUtcNow()), cancellationToken);
    }
}
