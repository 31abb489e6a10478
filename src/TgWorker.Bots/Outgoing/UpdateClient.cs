using Telegram.Bot;
using Telegram.Bot.Args;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Bots.Sending;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Outgoing;

/// <summary>
/// The client of one attempt: the bot's own, and around it what an update needs. A call that was answered before is answered from memory;
/// one that Telegram limits waits for its turn, or after a 429, when that is short; that a chat is gone is told.
/// </summary>
internal sealed class UpdateClient(
    ITelegramBotClient bot, UpdateContext context, UpdateRoutes? routes, OutgoingOptions options, CallWaits waits, TimeProvider time)
        : ITelegramBotClient
{
    private readonly CallNotes? _notes = options.Remember && context.Memory is { } memory ? new CallNotes(context, memory, time) : null;

    private readonly UpdateSends _sends = new(context, bot.BotId, options.Limits, time);

    public event AsyncEventHandler<ApiRequestEventArgs>? OnMakingApiRequest
    {
        add => bot.OnMakingApiRequest += value;
        remove => bot.OnMakingApiRequest -= value;
    }

    public event AsyncEventHandler<ApiResponseEventArgs>? OnApiResponseReceived
    {
        add => bot.OnApiResponseReceived += value;
        remove => bot.OnApiResponseReceived -= value;
    }

    public bool LocalBotServer => bot.LocalBotServer;

    public long BotId => bot.BotId;

    public TimeSpan Timeout
    {
        get => bot.Timeout;
        set => bot.Timeout = value;
    }

    public IExceptionParser ExceptionsParser
    {
        get => bot.ExceptionsParser;
        set => bot.ExceptionsParser = value;
    }

    public Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _notes is { } notes && CallKey.LeavesSomething(request.MethodName)
            ? notes.CallAsync(request, CallAsync, cancellationToken)
            : CallAsync(request, cancellationToken);
    }

    public Task<bool> TestApi(CancellationToken cancellationToken = default) => bot.TestApi(cancellationToken);

    public Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default) =>
        bot.DownloadFile(filePath, destination, cancellationToken);

    public Task DownloadFile(TGFile file, Stream destination, CancellationToken cancellationToken = default) =>
        bot.DownloadFile(file, destination, cancellationToken);

    private async Task<TResponse> CallAsync<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken)
    {
        try
        {
            return await _sends.CallAsync(request, bot.SendRequest, LongestWait, waits.WaitAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (TelegramRefusalException e) when (e is { Reason: RefusalReason.ChatGone, Chat: { } chat })
        {
            foreach (var hook in routes?.Register.ChatGone ?? [])
            {
                await hook(context, new ChatGone(context.Bot, chat, e.Message), cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    // A wait that ends with the try would only turn the 429 into a failed try.
    private TimeSpan LongestWait() =>
        context.EndsAt is { } end && time.GetElapsedTime(time.GetTimestamp(), end) is var left && left < options.ShortWait ? left
            : options.ShortWait;
}
