using System.Text.Json;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>What the commands print: for people, or as JSON.</summary>
internal sealed class WebhookOutput(CommandContext context, bool json)
{
    /// <summary>Prints reports.</summary>
    /// <param name="reports">One for each bot.</param>
    /// <param name="wishes">What was wished, where something was.</param>
    public void Write(IReadOnlyList<WebhookReport> reports, IReadOnlyList<WebhookWish>? wishes = null)
    {
        if (json)
        {
            context.Out.WriteLine(JsonText.ListOf(reports, Write));
            return;
        }

        for (var i = 0; i < reports.Count; i++)
        {
            Write(reports[i], wishes?[i]);
        }
    }

    private void Write(WebhookReport report, WebhookWish? wish)
    {
        var state = wish is not null
            ? $"{wish.ShownUrl} {(report.IsDone ? "is set" : "was not set")}"
            : report.Info is not { } info ? "Telegram was not asked" : info.Url.Length == 0 ? "no webhook" : WebhookWish.Shown(info.Url);
        context.Out.WriteLine(TerminalText.Escape($"{report.Bot}: {state}"));
        foreach (var finding in report.Findings)
        {
            context.Out.WriteLine(TerminalText.Escape($"  {Word(finding.Level),-8}{finding.Check}: {finding.Seen}"));
            if (finding.Advice.Length > 0)
            {
                context.Out.WriteLine(TerminalText.Escape($"          do: {finding.Advice}"));
            }
        }
    }

    private static string Word(FindingLevel level) => level.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, WebhookReport report)
    {
        json.WriteStartObject();
        json.WriteString("bot", report.Bot);
        json.WriteBoolean("done", report.IsDone);
        json.WriteBoolean("good", report.IsGood);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("level", Word(finding.Level));
            json.WriteString("check", finding.Check);
            json.WriteString("seen", finding.Seen);
            json.WriteString("advice", finding.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.Info is { } info)
        {
            Write(json, info);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WebhookInfo info)
    {
        json.WriteStartObject("webhook");
        json.WriteString("url", WebhookWish.Shown(info.Url));
        json.WriteNumber("pending", info.Pending);
        json.WriteBoolean("own_certificate", info.HasCertificate);
        json.WriteString("ip_address", info.Address);
        json.WriteString("last_error", info.Error);
        json.WriteString("last_error_at", info.ErrorAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (info.MaxConnections is { } most)
        {
            json.WriteNumber("max_connections", most);
        }

        if (info.AllowedUpdates is { } kinds)
        {
            json.WriteStartArray("allowed_updates");
            kinds.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
