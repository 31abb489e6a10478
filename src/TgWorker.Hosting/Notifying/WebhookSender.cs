namespace TgWorker.Hosting.Notifying;

/// <summary>POST with JSON. Its <c>text</c> is what Slack and Mattermost show.</summary>
internal sealed class WebhookSender(Uri webhook, TimeProvider time) : INoticeSender
{
    public string Name => "the webhook";

    public HttpRequestMessage Request(Notice notice) => new(HttpMethod.Post, webhook)
    {
        Content = JsonBody.Of(new
        {
            text = notice.Text,
            @event = notice.Event,
            ended = notice.Ended,
            queue = notice.Queue,
            value = notice.Value,
            host = Environment.MachineName,
            at = time.GetUtcNow(),
        }),
    };
}
