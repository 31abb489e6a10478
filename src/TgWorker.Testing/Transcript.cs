using System.Globalization;
using System.Text;
using System.Text.Json;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Testing;

/// <summary>
/// A conversation as text, to be looked at and approved: what users sent, what the bot asked of Telegram, how each update ended.
/// </summary>
internal static class Transcript
{
    public static string Write(IEnumerable<HandledUpdate> updates)
    {
        var text = new StringBuilder();
        foreach (var update in updates)
        {
            text.Append(Said(update.Update.View)).Append(update.Attempt > 1 ? $" (try {update.Attempt})" : "").Append('\n');
            foreach (var call in update.Calls)
            {
                Write(call, text);
            }

            if (update.Outcome.Kind != OutcomeKind.Handled)
            {
                text.Append("  = ").Append(update.Outcome.Kind)
                    .Append(update.Outcome.After is { } after
                        ? string.Create(CultureInfo.InvariantCulture, $" after {after.TotalSeconds} s") : "")
                    .Append(update.Outcome.Error is { } error ? $": {error}" : "").Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Said(UpdateView update)
    {
        var who = string.Create(CultureInfo.InvariantCulture, $"{update.UserId ?? update.ChatId}")
            + (update.ChatId is { } chat && chat != update.UserId ? $" in {chat}" : "");
        var what = update.CallbackData is { } data ? $"[{data}]"
            : update.Query is { } query ? $"@bot {query}"
            : update.MessageKind is not (MessageKind.None or MessageKind.Text)
                ? $"({update.MessageKind}){(update.Text is { } caption ? " " + caption : "")}"
            : update.Text ?? $"({update.KindName})";
        return $"{who}: {Indented(what)}";
    }

    private static void Write(TelegramCall call, StringBuilder text)
    {
        text.Append("  ").Append(call.Method);
        foreach (var parameter in Parameters(call))
        {
            text.Append(' ').Append(parameter.Name).Append('=').Append(Indented(parameter.Value.ToString()));
        }

        if ((call.Text ?? call["caption"]) is { } said)
        {
            text.Append(": ").Append(Indented(said));
        }

        text.Append('\n');
        foreach (var row in Keyboard(call))
        {
            text.Append("    ").Append(row).Append('\n');
        }
    }

    private static IEnumerable<JsonProperty> Parameters(TelegramCall call) => call.Parameters.ValueKind == JsonValueKind.Object
        ? call.Parameters.EnumerateObject()
            .Where(parameter => parameter.Name is not ("text" or "caption" or "reply_markup" or "chat_id" or "callback_query_id"))
        : [];

    private static IEnumerable<string> Keyboard(TelegramCall call)
    {
        if (call["reply_markup"] is not { } markup)
        {
            yield break;
        }

        var json = JsonElement.Parse(markup);
        if (!json.TryGetProperty("inline_keyboard", out var rows) && !json.TryGetProperty("keyboard", out rows))
        {
            yield return markup;
            yield break;
        }

        foreach (var row in rows.EnumerateArray())
        {
            yield return string.Join(' ', row.EnumerateArray().Select(Button));
        }
    }

    private static string Button(JsonElement button) => button.ValueKind == JsonValueKind.String ? $"[{button.GetString()}]"
        : button.EnumerateObject()
            .FirstOrDefault(property => property.Name != "text") is { Value.ValueKind: not JsonValueKind.Undefined } target
            ? $"[{button.GetProperty("text").GetString()}]({target.Value})"
            : $"[{button.GetProperty("text").GetString()}]";

    private static string Indented(string text) => text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
