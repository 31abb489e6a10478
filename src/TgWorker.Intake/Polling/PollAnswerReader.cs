using System.Text.Json;
using TgWorker.Core.Jobs;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Polling;

/// <summary>
/// Reads answers to getUpdates. The updates are cut out of the answer as they stand: a client that makes objects of them would lose what it does
/// not know yet.
/// </summary>
internal static class PollAnswerReader
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static PollAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            return status == 200 ? ReadUpdates(body) : ReadRefusal(status, body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A gateway in front of Telegram answers in HTML when it is in trouble.
            return new PollAnswer(PollAnswerKind.Trouble, $"HTTP {status} without JSON");
        }
    }

    private static PollAnswer ReadUpdates(ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        var updates = new List<PolledUpdate>();
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

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
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

        updates.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return new PollAnswer(PollAnswerKind.Updates, "") { Updates = updates };
    }

    private static PollAnswer ReadRefusal(int status, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var code = root.TryGetProperty("error_code", out var number) && number.TryGetInt32(out var value) ? value : status;
        var text = ShownName.Of(root.TryGetProperty("description", out var description) ? description.GetString() ?? "" : "");
        var wait = root.TryGetProperty("parameters", out var hints) && hints.TryGetProperty("retry_after", out var after) && after.TryGetInt32(out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWait.TotalSeconds))
            : TimeSpan.Zero;
        return new PollAnswer(KindOf(code, text), $"{code} {text}", wait);
    }

    // Both conflicts have the same code; only the words tell them apart.
    private static PollAnswerKind KindOf(int code, string text) => code switch
    {
        409 => text.Contains("webhook", StringComparison.OrdinalIgnoreCase) ? PollAnswerKind.Webhook : PollAnswerKind.OtherPoller,
        401 or 404 => PollAnswerKind.Unauthorized,
        429 => PollAnswerKind.TooMany,
        _ => PollAnswerKind.Trouble,
    };
}
