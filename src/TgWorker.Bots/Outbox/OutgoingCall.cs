using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;
using TgWorker.Bots.Outgoing;

namespace TgWorker.Bots.Outbox;

/// <summary>A call that waits in the queue: the method, and the parameters as Telegram.Bot writes them.</summary>
/// <param name="Method">Such as <c>sendMessage</c>.</param>
/// <param name="Parameters">A JSON object.</param>
internal sealed record OutgoingCall(string Method, JsonElement Parameters)
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="ArgumentException">It cannot wait.</exception>
    public static OutgoingCall Of(IRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CallKey.LeavesSomething(request.MethodName))
        {
            throw new ArgumentException(
                $"{request.MethodName} has no use in an order of its own: its answer is for whoever calls. Call it with a client "
                    + $"(ITelegramBots.ClientOf).", nameof(request));
        }

        using var content = request.ToHttpContent();
        if (content is MultipartFormDataContent)
        {
            throw new ArgumentException(
                $"{request.MethodName} uploads a file from a stream, which cannot wait in a queue: give its file_id (of an earlier "
                    + $"message with it) or a URL.", nameof(request));
        }

        return new OutgoingCall(
            request.MethodName, JsonSerializer.SerializeToElement(request, request.GetType(), JsonBotAPI.Options));
    }

    /// <summary>The chat that it names by its id; null where it names none so.</summary>
    public long? Chat => Number("chat_id");

    /// <summary>The forum topic that it names.</summary>
    public long? Topic => Number("message_thread_id");

    /// <summary>How many messages it makes.</summary>
    public int Messages => Math.Max(1, Method switch
    {
        "sendMediaGroup" => Count("media"),
        "forwardMessages" or "copyMessages" => Count("message_ids"),
        _ => 1,
    });

    private int Count(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 1;

    private long? Number(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number : null;
}
