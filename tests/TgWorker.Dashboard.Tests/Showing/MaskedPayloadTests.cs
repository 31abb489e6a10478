using System.Text;
using System.Text.Json;
using TgWorker.Dashboard.Showing;
using TgWorker.TestSupport;

namespace TgWorker.Dashboard.Tests.Showing;

public sealed class MaskedPayloadTests
{
    [Theory]
    [InlineData("""{"update_id":1}""", "\"update_id\": 1", "•••")]
    [InlineData("""{"message":{"text":"secret","message_id":7}}""", "\"message_id\": 7", "secret")]
    [InlineData("""{"message":{"chat":{"id":-100123,"type":"supergroup","title":"secret"}}}""", "\"id\": -100123", "secret")]
    [InlineData("""{"message":{"contact":{"id":4711,"phone_number":"+49151"}}}""", "\"id\": \"•••\"", "4711")]
    [InlineData("""{"message":{"location":{"latitude":52.5}}}""", "\"latitude\": \"•••\"", "52.5")]
    [InlineData("""{"something_new":{"secret_number":99}}""", "\"secret_number\": \"•••\"", "99")]
    public void Value_IsShownOnlyIfItsNameIsOnTheList(string json, string shown, string hidden)
    {
        var masked = MaskedPayload.Of(Encoding.UTF8.GetBytes(json));

        Assert.Contains(shown, masked, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, masked, StringComparison.Ordinal);
    }

    private static bool IsJson(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(Fixtures.TgookBody(name));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [Fact]
    public void EveryFixture_ShowsNoTextOfAUser()
    {
        foreach (var name in Fixtures.TgookNames.Where(IsJson))
        {
            var masked = MaskedPayload.Of(Fixtures.TgookBody(name));
            foreach (var field in (string[])[
                "text", "caption", "first_name", "last_name", "username", "title", "data", "query", "phone_number", "latitude", "longitude",
                "question", "file_id"])
            {
                Assert.DoesNotMatch($"\"{field}\": (?!\"•••\"|\\{{|\\[)", masked);
            }
        }
    }
}
