using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Bots.Clients;

namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// Sends the files of a broadcast's call to one chat, once, and puts the <c>file_id</c>s of Telegram's answer in their place: Telegram
/// slows down who uploads the same file again and again.
/// </summary>
internal static class FirstUpload
{
    private const string Attached = "attach://";
    private const string Album = "sendMediaGroup";

    // Telegram makes its own of the file that is sent again.
    private const string Thumbnail = "thumbnail";

    private static readonly Dictionary<string, string> FileOf = new(StringComparer.Ordinal)
    {
        ["sendPhoto"] = "photo", ["sendDocument"] = "document", ["sendVideo"] = "video", ["sendAnimation"] = "animation",
        ["sendAudio"] = "audio", ["sendVoice"] = "voice", ["sendVideoNote"] = "video_note", ["sendSticker"] = "sticker",
    };

    /// <summary>Whether a call uploads files.</summary>
    public static bool IsIn(IRequest request)
    {
        // Not disposed: that would close the files before they are sent.
        return request.ToHttpContent() is MultipartFormDataContent;
    }

    /// <summary>Whether this can do so for a method.</summary>
    public static bool Takes(string method) => method == Album || FileOf.ContainsKey(method);

    /// <summary>Sends it.</summary>
    /// <param name="request">The call.</param>
    /// <param name="bot">The bot that makes it.</param>
    /// <param name="chat">The chat that gets it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The call's parameters, with the file_ids.</returns>
    /// <exception cref="ArgumentException">Telegram made something else of a file than the method sends.</exception>
    public static async Task<JsonElement> SendAsync(
        IRequest request, ITelegramBotClient bot, long chat, CancellationToken cancellationToken)
    {
        var parameters = (JsonObject)JsonSerializer.SerializeToNode(request, request.GetType(), JsonBotAPI.Options)!;
        var content = await Repetition.ToChatAsync(request.ToHttpContent(), chat, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException(
                $"{request.MethodName} uploads from a stream whose length is not known: give one that can be read again.", nameof(request));
        var answer = await bot.SendRequest(new Upload(request.MethodName, chat, content), cancellationToken).ConfigureAwait(false);
        if (request.MethodName == Album)
        {
            foreach (var (i, media) in parameters["media"]!.AsArray().Index())
            {
                Replace((JsonObject)media!, "media", (string)media!["type"]!, answer[i], request.MethodName);
            }
        }
        else
        {
            var field = FileOf[request.MethodName];
            Replace(parameters, field, field, answer, request.MethodName);
        }

        return JsonSerializer.SerializeToElement(parameters);
    }

    private static void Replace(JsonObject parameters, string field, string kind, JsonElement message, string method)
    {
        if (IsAttached(parameters[field]))
        {
            parameters[field] = IdOf(message, kind) ?? throw new ArgumentException(
                $"Telegram made no {kind} of the file that {method} uploaded: send it with the method for what it is.", nameof(parameters));
        }

        if (IsAttached(parameters[Thumbnail]))
        {
            parameters.Remove(Thumbnail);
        }
    }

    private static bool IsAttached(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String
            && value.GetValue<string>().StartsWith(Attached, StringComparison.Ordinal);

    // Of a photo there are several sizes, the largest one last.
    private static string? IdOf(JsonElement message, string kind) =>
        !message.TryGetProperty(kind, out var file) ? null
            : (file.ValueKind == JsonValueKind.Array ? file[file.GetArrayLength() - 1] : file).GetProperty("file_id").GetString();

    /// <summary>The same call to the chat that gets it first.</summary>
    private sealed class Upload(string method, long chat, HttpContent content) : RequestBase<JsonElement>(method), IChatTargetable
    {
        public ChatId ChatId { get; } = new(chat);

        public override HttpContent ToHttpContent() => content;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MethodName} to {ChatId}");
    }
}
