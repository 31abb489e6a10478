using Telegram.Bot.Requests.Abstractions;
using TgWorker.Core.Queues;

namespace TgWorker.Bots;

/// <summary>
/// Sends from outside of a chat's handlers: a web request, a job, a handler of another chat. A service of the worker's host. What is sent
/// enters the chat's order behind what is there, survives what an update survives, and is called by a worker within Telegram's limits.
/// </summary>
/// <remarks>
/// It is sent as a handler's call is: a 429 lets the chat wait, a call that was answered is not made again, and one that Telegram refuses
/// for good is a failed job. At most the call under way when a worker dies is made twice.
/// </remarks>
public interface IOutbox
{
    /// <summary>Puts a request into a chat's order. It is durable when this returns; the call is made by a worker.</summary>
    /// <param name="bot">The bot, by the name the proxy calls it.</param>
    /// <param name="chat">The chat in whose order it is sent; the one that the request names by its id.</param>
    /// <param name="request">What to call, such as <c>new SendMessageRequest { ChatId = chat, Text = "…" }</c>. Files by file_id or
    /// URL: a stream cannot wait in a queue.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="ArgumentException">It uploads a file, only asks, or names another chat.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    Task SendAsync(string bot, long chat, IRequest request, CancellationToken cancellationToken = default);
}
