using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TgWorker.Bots.Clients;

/// <summary>Makes a request again that was sent before: an uploaded file is read from its beginning, where its stream can be.</summary>
internal static class Repetition
{
    private const string ChatId = "chat_id";

    /// <summary>Whether its content can be sent again.</summary>
    public static bool CanRepeat(HttpContent? content) =>
        content is not MultipartFormDataContent form
            || form.All(part => part is not StreamContent || part.Headers.ContentLength is not null);

    /// <summary>The same content for another chat; null where it names none, or cannot be sent again.</summary>
    public static async Task<HttpContent?> ToChatAsync(HttpContent? content, long chat, CancellationToken cancellationToken)
    {
        if (content is null || !CanRepeat(content))
        {
            return null;
        }

        return content is MultipartFormDataContent form ? ToChat(form, chat)
            : await JsonToChatAsync(content, chat, cancellationToken).ConfigureAwait(false);
    }

    private static MultipartFormDataContent? ToChat(MultipartFormDataContent form, long chat)
    {
        if (!form.Any(IsChatId))
        {
            return null;
        }

        var other = new MultipartFormDataContent();
        foreach (var part in form)
        {
            if (IsChatId(part))
            {
                other.Add(new StringContent(chat.ToString(CultureInfo.InvariantCulture)), ChatId);
            }
            else
            {
                other.Add(part);
            }
        }

        return other;
    }

    private static async Task<HttpContent?> JsonToChatAsync(HttpContent content, long chat, CancellationToken cancellationToken)
    {
        if (await JsonNode.ParseAsync(
            await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken)
                .ConfigureAwait(false)
            is not JsonObject parameters || !parameters.ContainsKey(ChatId))
        {
            return null;
        }

        parameters[ChatId] = chat;
        return new StringContent(parameters.ToJsonString(), Encoding.UTF8, "application/json");
    }

    private static bool IsChatId(HttpContent part) => part.Headers.ContentDisposition?.Name?.Trim('"') == ChatId;
}
