using System.Globalization;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace TgWorker.Bots.Clients;

/// <summary>
/// Telegram.Bot's client as a worker needs it. It does not wait by itself when Telegram answers 429, which would hold a slot: the
/// exception lets the chat wait instead. A call to a group that became a supergroup is made once more, to that.
/// </summary>
internal sealed class BotClient : TelegramBotClient
{
    private BotClient(TelegramBotClientOptions options, HttpClient http)
        : base(options, http)
    {
    }

    public static BotClient Create(TelegramBotOptions options, HttpMessageHandler connections)
    {
        // Telegram.Bot takes any address that is given for a server of one's own, which keeps files on its own disk.
        var address = options.BaseUrl == TelegramBotOptions.Telegram ? null : options.BaseUrl.GetLeftPart(UriPartial.Authority);
        var telegram = new TelegramBotClientOptions(options.Token, address, options.UseTestEnvironment) { RetryThreshold = 0 };
#pragma warning disable CA2000 // Lives as long as the client; the connections are the caller's.
        return new BotClient(telegram, new HttpClient(new BotApiHandler(options.BaseUrl, connections), disposeHandler: false));
#pragma warning restore CA2000
    }

    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TelegramRefusalException e) when (e.Parameters?.MigrateToChatId is { } chat && Readdress(request, chat))
        {
            return await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TResponse> SendOnceAsync<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendRequest(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiRequestException e)
        {
            throw new TelegramRefusalException(request.MethodName, ChatOf(request), e);
        }
    }

    private static string? ChatOf(IRequest request) => request switch
    {
        IChatTargetable { ChatId: { } chat } => chat.ToString(),
        IUserTargetable { UserId: var user } => user.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool Readdress(IRequest request, long chat)
    {
        var property = request.GetType().GetProperty(nameof(IChatTargetable.ChatId));
        if (property is not { CanWrite: true } || property.PropertyType != typeof(ChatId))
        {
            return false;
        }

        // An uploaded file's stream was read and closed with the first call.
        using var content = request.ToHttpContent();
        if (content is MultipartFormDataContent)
        {
            return false;
        }

        property.SetValue(request, new ChatId(chat));
        return true;
    }
}
