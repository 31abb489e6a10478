using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace TgWorker.Bots.Clients;

/// <summary>
/// Telegram.Bot's client as a worker needs it. It does not wait by itself when Telegram answers 429, which would hold a slot: the
/// exception parks the chat instead. A call to a group that became a supergroup is made once more, to that.
/// </summary>
internal sealed class LaneBotClient : TelegramBotClient
{
    public LaneBotClient(TelegramBotClientOptions options, HttpClient http)
        : base(options, http) => ExceptionsParser = new TelegramRefusalException.Parser();

    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SendRequest(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiRequestException e) when (e.Parameters?.MigrateToChatId is { } chat && Readdress(request, chat))
        {
            return await base.SendRequest(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Readdress<TResponse>(IRequest<TResponse> request, long chat)
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
