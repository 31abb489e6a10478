using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// The parameters of a broadcast's call, made for each recipient: their chat, and their values in place of <c>{name}</c>.
/// </summary>
internal sealed class MessageTemplate
{
    private const string Html = "HTML";
    private const string Markdown = "Markdown";
    private const string MarkdownV2 = "MarkdownV2";
    private const string Special = "_*[]()~`>#+-=|{}.!\\";

    // Texts that Telegram reads by the parse mode.
    private static readonly string[] Formatted = ["text", "caption", "explanation", "question"];

    private readonly JsonObject _parameters;
    private readonly string? _parseMode;

    public MessageTemplate(StoredPlan plan)
    {
        _parameters = JsonObject.Create(plan.Parameters) ?? [];
        _parseMode = (string?)_parameters["parse_mode"];
        if (plan.IsPaid)
        {
            _parameters["allow_paid_broadcast"] = true;
        }
    }

    /// <summary>The parameters for a recipient.</summary>
    public JsonElement For(BroadcastRecipient recipient)
    {
        var parameters = (JsonObject)_parameters.DeepClone();
        if (recipient.Values is { Count: > 0 } values)
        {
            Fill(parameters, values);
        }

        parameters["chat_id"] = recipient.Chat;
        return JsonSerializer.SerializeToElement(parameters);
    }

    private void Fill(JsonNode node, IReadOnlyDictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                {
                    if (TextOf(value) is { } text)
                    {
                        fields[name] = Fill(text, values, value => Escape(name, value));
                    }
                    else if (value is not null)
                    {
                        Fill(value, values);
                    }
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (TextOf(items[i]) is { } text)
                    {
                        items[i] = Fill(text, values, value => value);
                    }
                    else if (items[i] is { } item)
                    {
                        Fill(item, values);
                    }
                }

                break;
        }
    }

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> escape)
    {
        var filled = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf('{', at) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            if (values.TryGetValue(text[(open + 1)..close], out var value))
            {
                filled.Append(text, at, open - at).Append(escape(value));
                at = close + 1;
            }
            else
            {
                filled.Append(text, at, open + 1 - at);
                at = open + 1;
            }
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private string Escape(string field, string value) => field switch
    {
        "url" => Uri.EscapeDataString(value),
        _ when !Formatted.Contains(field) => value,
        _ => _parseMode switch
        {
            _ when string.Equals(_parseMode, Html, StringComparison.OrdinalIgnoreCase) =>
                value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                    .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal),
            _ when string.Equals(_parseMode, MarkdownV2, StringComparison.OrdinalIgnoreCase) =>
                string.Concat(value.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString())),
            _ when string.Equals(_parseMode, Markdown, StringComparison.OrdinalIgnoreCase) =>
                string.Concat(value.Select(c => c is '_' or '*' or '`' or '[' ? $"\\{c}" : c.ToString())),
            _ => value,
        },
    };
}
