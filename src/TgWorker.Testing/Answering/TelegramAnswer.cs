using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace TgWorker.Testing;

/// <summary>Answers of the Bot API.</summary>
internal static class TelegramAnswer
{
    public static HttpResponseMessage Ok(JsonNode? result) =>
        Make(HttpStatusCode.OK, new JsonObject { ["ok"] = true, ["result"] = result });

    public static HttpResponseMessage Refusal(int code, string description, int? retryAfter, long? migrateToChatId)
    {
        var parameters = new JsonObject();
        if (retryAfter is { } seconds)
        {
            parameters["retry_after"] = seconds;
        }

        if (migrateToChatId is { } chat)
        {
            parameters["migrate_to_chat_id"] = chat;
        }

        return Make((HttpStatusCode)code,
            new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description, ["parameters"] = parameters });
    }

    private static HttpResponseMessage Make(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
