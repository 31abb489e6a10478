using System.Text;
using TgWorker.Intake.Polling;

namespace TgWorker.Intake.Tests.Polling;

public class PollAnswerReaderTests
{
    [Fact]
    public void Updates_AreCutOutAsTheyStand_InTheOrderOfTheirIds()
    {
        const string first = "{\"update_id\":7,\n\"message\":{\"text\":\"}],\\u00e9\"}}",
        second = "{\"update_id\":9,\"not_yet_invented\":[{}]}";
        var answer = Read(200, $$"""{"ok":true,"result":[{{second}}, {{first}}],"more":{"a":1} }""");
        Assert.Equal(PollAnswerKind.Updates, answer.Kind);
        Assert.Equal([(7L, first), (9L, second)],
            answer.Updates.Select(update => (update.Id, Encoding.UTF8.GetString(update.Json.Span))).ToArray());
    }

    [Theory]
    [InlineData(200, """{"ok":true,"result":[]}""", PollAnswerKind.Updates, 0)]
    [InlineData(409, """{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}""", PollAnswerKind.OtherPoller, 0)]
    [InlineData(409, """{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}""", PollAnswerKind.Webhook, 0)]
    [InlineData(409, """{"ok":false,"error_code":409,"description":"Conflict: terminated by setWebhook request"}""",
        PollAnswerKind.Webhook, 0)]
    [InlineData(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""", PollAnswerKind.Unauthorized, 0)]
    [InlineData(404, """{"ok":false,"error_code":404,"description":"Not Found"}""", PollAnswerKind.Unauthorized, 0)]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}""",
        PollAnswerKind.TooMany, 5)]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":999999}}""",
        PollAnswerKind.TooMany, 3600)]
    [InlineData(500, """{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}""", PollAnswerKind.Trouble, 0)]
    [InlineData(502, "<html><h1>502 Bad Gateway</h1></html>", PollAnswerKind.Trouble, 0)]
    [InlineData(404, "<html>", PollAnswerKind.Trouble, 0)]
    [InlineData(200, "<html>", PollAnswerKind.Trouble, 0)]
    [InlineData(200, """{"ok":true,"result":[{"update_id":7""", PollAnswerKind.Trouble, 0)]
    [InlineData(200, """{"ok":true,"result":[{"message":{}}]}""", PollAnswerKind.Trouble, 0)]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":99999999999}}""",
        PollAnswerKind.TooMany, 3600)]
    [InlineData(200, "[]", PollAnswerKind.Trouble, 0)] // It was no updates, and asked again at once.
    [InlineData(200, """{"ok":true,"result":{"x":1}}""", PollAnswerKind.Trouble, 0)]
    [InlineData(200, """{"ok":true}""", PollAnswerKind.Trouble, 0)]
    [InlineData(200, """{"ok":true,"result":[1]}""", PollAnswerKind.Trouble, 0)]
    [InlineData(200, """{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":5}}""", PollAnswerKind.TooMany, 5)]
    [InlineData(502, "[]", PollAnswerKind.Trouble, 0)]
    [InlineData(200, "", PollAnswerKind.Trouble, 0)]
    internal void Kind_OfAnAnswer_IsToldByCodeAndWords(int status, string body, PollAnswerKind kind, int seconds)
    {
        var answer = Read(status, body);
        Assert.Equal((kind, TimeSpan.FromSeconds(seconds)), (answer.Kind, answer.RetryAfter));
        Assert.Empty(answer.Updates);
    }

    private static PollAnswer Read(int status, string body) => PollAnswerReader.Read(status, Encoding.UTF8.GetBytes(body));
}
