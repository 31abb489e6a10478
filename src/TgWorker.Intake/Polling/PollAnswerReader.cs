using System.Text.Json;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Polling;

/// <summary>
/// Reads answers to getUpdates. The updates are cut out of the answer as they stand: a client that makes objects of them would lose what it
/// does not know yet.
/// </summary>
internal static class PollAnswerReader
{
    public static PollAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            return status == 200 ? ReadUpdates(body) : RefusedAs(BotApiRefusal.Read(status, body));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new PollAnswer(PollAnswerKind.Trouble, BotApiRefusal.WithoutJson(status).Text);
        }
    }

    private static PollAnswer ReadUpdates(ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        List<PolledUpdate>? updates = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = json.ValueTextEquals("result"u8);
            json.Read();
            if (!isResult || json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            updates = [];
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                var update = body[start..(int)json.BytesConsumed];
                if (UpdateIdReader.Read(update.Span) is not { } id)
                {
                    return new PollAnswer(PollAnswerKind.Trouble, "an update without update_id");
                }

                updates.Add(new PolledUpdate(id, update));
            }
        }

        // No list is not an empty one: to ask on at once would be to ask without end.
        if (updates is null)
        {
            return BotApiRefusal.Read(200, body) is { Code: not 200 and not 0 } refusal
                ? RefusedAs(refusal)
                : new PollAnswer(PollAnswerKind.Trouble, "HTTP 200 without a list of updates");
        }

        updates.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return new PollAnswer(PollAnswerKind.Updates, "") { Updates = updates };
    }

    private static PollAnswer RefusedAs(BotApiRefusal refusal) =>
        new(KindOf(refusal.Code, refusal.Text), refusal.ToString(), refusal.RetryAfter);

    // Both conflicts have the same code; only the words tell them apart.
    private static PollAnswerKind KindOf(int code, string text) => code switch
    {
        409 => text.Contains("webhook", StringComparison.OrdinalIgnoreCase) ? PollAnswerKind.Webhook : PollAnswerKind.OtherPoller,
        401 or 404 => PollAnswerKind.Unauthorized,
        429 => PollAnswerKind.TooMany,
        _ => PollAnswerKind.Trouble,
    };
}
