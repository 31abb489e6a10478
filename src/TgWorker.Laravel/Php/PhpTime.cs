using System.Globalization;
using System.Text;

namespace TgWorker.Laravel.Php;

/// <summary>PHP's <c>DateTimeImmutable</c> and the like: a local time and a zone.</summary>
internal static class PhpTime
{
    private const int LongestText = 64;
    private const int MostProperties = 16;

    /// <summary>Reads the Unix seconds of a node that is a time.</summary>
    public static bool TryRead(in PhpGraph graph, int node, out long seconds)
    {
        seconds = 0;
        if (!IsSmall(graph, node))
        {
            return false;
        }

        var date = graph.Find(node, "date"u8);
        var zone = graph.Find(node, "timezone"u8);
        if (graph.TokenOf(date) != PhpToken.String || graph.TokenOf(zone) != PhpToken.String
            || graph.TokenOf(graph.Find(node, "timezone_type"u8)) != PhpToken.Integer
            || graph.TextOf(date).Length > LongestText || graph.TextOf(zone).Length > LongestText
            || !DateTime.TryParse(Encoding.UTF8.GetString(graph.TextOf(date)), CultureInfo.InvariantCulture, out var local))
        {
            return false;
        }

        var offset = OffsetOf(Encoding.UTF8.GetString(graph.TextOf(zone)), local, graph.Budget);
        seconds = (local.Ticks - DateTime.UnixEpoch.Ticks - offset.Ticks) / TimeSpan.TicksPerSecond;
        return true;
    }

    // Looking through a large object each time that something refers to it would cost more than the text weighs.
    private static bool IsSmall(in PhpGraph graph, int node)
    {
        var end = graph[node].Next;
        var properties = 0;
        for (var key = node + 1; key < end && properties <= MostProperties; key = graph[key + 1].Next)
        {
            properties++;
        }

        return properties <= MostProperties;
    }

    // +02:00, Europe/Berlin or an abbreviation. Those that this machine does not know are taken for UTC, PHP's own default.
    private static TimeSpan OffsetOf(string zone, DateTime local, GraphBudget budget)
    {
        if (zone is ['+' or '-', ..] && TimeSpan.TryParse(zone[1..], CultureInfo.InvariantCulture, out var offset))
        {
            return zone[0] == '-' ? -offset : offset;
        }

        return TimeZones.Find(zone, budget)?.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ?? TimeSpan.Zero;
    }
}
