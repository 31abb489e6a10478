using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Requests;
using TgWorker.Bots;

namespace DiscordBridge;

/// <summary>Reads what is new in the Discord channel, and puts it into the Telegram group's order.</summary>
/// <remarks>https://discord.com/developers/docs/resources/message#get-channel-messages; the bot needs the intent "Message
/// Content".</remarks>
public sealed class DiscordReader(HttpClient http, IOutbox outbox, BridgeOptions options)
{
    private const int Most = 100;

    /// <summary>Copies what is new. At the very first call nothing is: the bridge begins with what comes then.</summary>
    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        var last = File.Exists(options.LastFile) ? (await File.ReadAllTextAsync(options.LastFile, cancellationToken)).Trim() : null;
        var query = last is null ? "limit=1" : $"limit={Most}&after={last}";
        var messages = await http.GetFromJsonAsync<DiscordMessage[]>(
            $"channels/{options.ChannelId}/messages?{query}", cancellationToken) ?? [];

        // Discord gives the newest first.
        foreach (var message in messages.Reverse())
        {
            // What the bridge itself wrote there came by its webhook.
            if (last is not null && message is { WebhookId: null, Content.Length: > 0 })
            {
                await outbox.SendAsync("main", options.ChatId,
                    new SendMessageRequest { ChatId = options.ChatId, Text = $"{message.Author.Username}: {message.Content}" },
                    cancellationToken);
            }

            // After the outbox has it: a crash in between copies one message twice, and loses none.
            await File.WriteAllTextAsync(options.LastFile, message.Id, cancellationToken);
        }
    }

    private sealed record DiscordMessage(
        string Id, string Content, DiscordAuthor Author, [property: JsonPropertyName("webhook_id")] string? WebhookId);

    private sealed record DiscordAuthor(string Username);
}
