namespace TgWorker.Hosting.Notifying;

/// <summary>A message to a Telegram chat: https://core.telegram.org/bots/api#sendmessage</summary>
internal sealed class TelegramSender(NotifyOptions options) : INoticeSender
{
    private readonly Uri _method = new(options.TelegramApi, $"/bot{options.TelegramToken}/sendMessage");

    public string Name => "Telegram";

    public HttpRequestMessage Request(Notice notice) => new(HttpMethod.Post, _method)
    {
        Content = JsonBody.Of(new { chat_id = options.TelegramChat, text = notice.Text }),
    };
}
