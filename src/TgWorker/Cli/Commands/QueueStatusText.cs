using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using TgWorker.Queues;

namespace TgWorker.Cli.Commands;

/// <summary>The state of queues for people and for programs.</summary>
internal static class QueueStatusText
{
    public static void Write(IReadOnlyList<QueueStatus> statuses, DateTimeOffset now, CommandContext context)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var title in (string[])["QUEUE", "PENDING", "DELAYED", "IN LANES", "LANES", "HELD", "READY", "STOPPED", "FAILED", "OLDEST"])
        {
            table.AddColumn(new TableColumn(new Text(title)).NoWrap());
        }

        foreach (var status in statuses)
        {
            var counts = new[] { status.Pending, status.Delayed, status.InLanes, status.Lanes, status.Held, status.Ready, status.Stopped, status.Failed };
            var name = TerminalText.Escape(status.Queue) + (status.Paused ? " (paused)" : "");
            table.AddRow([new Text(name), .. counts.Select(count => new Text(count.ToString(CultureInfo.InvariantCulture))), new Text(Age(status, now))]);
        }

        TableWriter.Write(context, table);
        foreach (var (queue, worker) in statuses.SelectMany(status => status.Workers.Select(worker => (status.Queue, worker))))
        {
            var lease = worker.LeaseLeft < TimeSpan.Zero ? "lease lapsed" : $"lease {Seconds(worker.LeaseLeft)}";
            context.Out.WriteLine(TerminalText.Escape($"worker {worker.Incarnation} on {queue}: {worker.Lanes} lanes, {lease}"));
        }
    }

    public static string Json(IReadOnlyList<QueueStatus> statuses)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var status in statuses)
            {
                Write(json, status);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, QueueStatus status)
    {
        json.WriteStartObject();
        json.WriteString("queue", status.Queue);
        json.WriteBoolean("paused", status.Paused);
        json.WriteNumber("pending", status.Pending);
        json.WriteNumber("delayed", status.Delayed);
        json.WriteNumber("in_lanes", status.InLanes);
        json.WriteNumber("lanes", status.Lanes);
        json.WriteNumber("held", status.Held);
        json.WriteNumber("ready", status.Ready);
        json.WriteNumber("stopped", status.Stopped);
        json.WriteNumber("failed", status.Failed);
        if (status.OldestPushedAt is { } oldest)
        {
            json.WriteString("oldest_pushed_at", oldest.UtcDateTime);
        }
        else
        {
            json.WriteNull("oldest_pushed_at");
        }

        json.WriteStartArray("workers");
        foreach (var worker in status.Workers)
        {
            json.WriteStartObject();
            json.WriteString("incarnation", worker.Incarnation);
            json.WriteNumber("lanes", worker.Lanes);
            json.WriteNumber("lease_left", Math.Round(worker.LeaseLeft.TotalSeconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Age(QueueStatus status, DateTimeOffset now) =>
        status.OldestPushedAt is { } oldest ? Seconds(now - oldest) : "-";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
