using System.Globalization;
using System.Text.Json;
using TgWorker.Bots;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary>A broadcast for people, and for programs.</summary>
internal static class BroadcastView
{
    /// <summary>How far it is, in one line.</summary>
    public static string Figures(Broadcast its)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{its.Sent:N0} of {its.Total:N0} sent");
        foreach (var (count, what) in new[] { (its.Gone, "gone"), (its.Failed, "failed"), (its.Skipped, "skipped") })
        {
            text += count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {count:N0} {what}") : "";
        }

        text += its.Left > 0 ? string.Create(CultureInfo.InvariantCulture, $", {its.Left:N0} left") : "";
        text += its.Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {its.Rate:0.#}/s") : "";
        return its.Remaining is { } time ? $"{text}, {Length(time)} to go" : text;
    }

    /// <summary>Its state, and why.</summary>
    public static string State(Broadcast its)
    {
        var state = its.State.ToString().ToLowerInvariant();
        return its.Reason.Length == 0 ? state : $"{state}: {its.Reason}";
    }

    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter json, Broadcast its)
    {
        json.WriteStartObject();
        json.WriteString("id", its.Id);
        json.WriteString("title", its.Title);
        json.WriteString("bot", its.Bot);
        json.WriteString("method", its.Method);
        json.WriteString("state", its.State.ToString().ToLowerInvariant());
        json.WriteString("reason", its.Reason);
        json.WriteString("created", its.Created);
        json.WriteString("changed", its.Changed);
        json.WriteNumber("total", its.Total);
        json.WriteNumber("sent", its.Sent);
        json.WriteNumber("gone", its.Gone);
        json.WriteNumber("failed", its.Failed);
        json.WriteNumber("skipped", its.Skipped);
        json.WriteNumber("in_lanes", its.InLanes);
        json.WriteNumber("left", its.Left);
        json.WriteNumber("rate", Math.Round(its.Rate, 1));
        if (its.Remaining is { } time)
        {
            json.WriteNumber("remaining_seconds", Math.Ceiling(time.TotalSeconds));
        }
        else
        {
            json.WriteNull("remaining_seconds");
        }

        WriteTime(json, "not_before", its.NotBefore);
        WriteTime(json, "until", its.Until);
        json.WriteString("hours", its.Hours?.ToString());
        json.WriteNumber("time_zones", its.TimeZones);
        json.WriteNumber("priority", its.Priority);
        json.WriteBoolean("paid", its.IsPaid);
        json.WriteNumber("most_stars", its.MostStars);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Length(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? time.ToString("m\\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min");
}
