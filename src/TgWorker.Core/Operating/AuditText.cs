using System.Globalization;

namespace TgWorker.Core.Operating;

/// <summary>Entries as they are kept: a line of escaped words, readable to people.</summary>
internal static class AuditText
{
    private const int Longest = 500;
    private const int Parts = 5;

    public static string Write(AuditEntry entry) => string.Join(' ',
        entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), Escape(entry.Who), Escape(entry.By), Escape(entry.Action),
        Escape(entry.On));

    /// <summary>Reads one; null where another version wrote it and this one cannot read it.</summary>
    public static AuditEntry? Read(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == Parts
            && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new AuditEntry(at, Unescape(parts[1]), Unescape(parts[2]), Unescape(parts[3]), Unescape(parts[4]))
            : null;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text.Length > Longest ? text[..Longest] : text);

    private static string Unescape(string text) => Uri.UnescapeDataString(text);
}
