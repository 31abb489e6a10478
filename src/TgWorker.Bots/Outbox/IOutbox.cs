using Telegram.Bot.Requests.Abstractions;
using TgWorker.Core.Queues;

namespace TgWorker.Bots;

/// <summary>
/// Sends to a chat from outside of its handlers: from a web request, a background job, or a handler of another chat. A service of the
/// worker's host. A message joins the chat's order behind what is already there, survives whatever an update survives, and is sent by a
/// worker within Telegram's limits.
/// </summary>
/// <remarks>
/// It is sent like a handler's call: a 429 makes the chat wait, a call that was answered is not repeated, and one that Telegram refuses for
/// good becomes a failed job. At most the call in progress when a worker dies is made twice.
/// </remarks>
public interface IOutbox
{
    /// <summary>Adds a request to a chat's order. When this returns, it is stored durably; a worker makes the call.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="chat">The chat in whose order it is sent: the same chat id as in the request.</param>
    /// <param name="request">What to call, such as <c>new SendMessageRequest { ChatId = chat, Text = "…" }</c>. Files by file_id or
    /// URL: a stream cannot wait in a queue.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="ArgumentException">The request uploads a file, only reads, or goes to another chat.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not accept it, or its answer was lost.</exception>
    Task SendAsync(string bot, long chat, IRequest request, CancellationToken cancellationToken = default);
}
