using System.Globalization;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Bots.Clients;

/// <summary>
/// Telegram.Bot's client as a worker needs it. It does not wait by itself when Telegram answers 429, which would hold a slot: the
/// exception lets the chat wait instead. (A handler's own client waits when that is short: <see cref="CallPatience"/>.)
/// </summary>
internal sealed class BotClient : TelegramBotClient
{
    private readonly OutgoingOptions _outgoing;

    private BotClient(TelegramBotClientOptions options, HttpClient http, OutgoingOptions outgoing)
        : base(options, http) => _outgoing = outgoing;

    public static BotClient Create(TelegramBotOptions options, HttpMessageHandler connections, OutgoingOptions outgoing)
    {
        // Telegram.Bot takes any address that is given for a server of your own, which keeps files on its own disk.
        var address = options.BaseUrl == TelegramBotOptions.Telegram ? null : options.BaseUrl.GetLeftPart(UriPartial.Authority);
        var telegram = new TelegramBotClientOptions(options.Token, address, options.UseTestEnvironment) { RetryThreshold = 0 };
#pragma warning disable CA2000 // Lives as long as the client; the connections are the caller's.
        return new BotClient(telegram, new HttpClient(new BotApiHandler(options.BaseUrl, connections), disposeHandler: false), outgoing);
#pragma warning restore CA2000
    }

    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SendRequest(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiRequestException e)
        {
            throw new TelegramRefusalException(request.MethodName, ChatOf(request), e, _outgoing);
        }
    }

    private static string? ChatOf(IRequest request) => request switch
    {
        IChatTargetable { ChatId: { } chat } => chat.ToString(),
        IUserTargetable { UserId: var user } => user.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
