using System.Globalization;

namespace TgWorker.Core.Sending;

/// <summary>What is known of a bot's sends beside answers; times are µs of the queue's clock, 0 for none.</summary>
/// <param name="Bulk">Its free rate.</param>
/// <param name="Paid">Its paid rate.</param>
/// <param name="Pause">The end of the pause of both.</param>
/// <param name="Refused">The last chats, two at most, for which calls were refused, and when.</param>
internal sealed record BotSends(SendTrack Bulk, SendTrack Paid, long Pause, IReadOnlyList<(string Chat, long At)> Refused)
{
    /// <summary>The number of fields before the refused chats.</summary>
    private const int Fixed = 9;

    private const long Day = 86_400_000_000;

    /// <summary>Nothing is known.</summary>
    public static BotSends None { get; } = new(default, default, 0, []);

    /// <summary>The moment from which there is nothing left to know: a slowed rate takes hours to come back.</summary>
    public long Until => Math.Max(
        ((long[])[Bulk.Messages, Bulk.Since, Bulk.Back, Paid.Messages, Paid.Since, Paid.Back, Pause]).Max() + Day,
        Refused.Select(static chat => chat.At).DefaultIfEmpty().Max() + SendRules.Together);

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing is known where there is none, or it is something else.</summary>
    public static BotSends Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        if (parts.Length < Fixed)
        {
            return None;
        }

        var numbers = Array.ConvertAll(parts[..Fixed], static part => SendTime.Read(part) ?? -1);
        if (numbers.Contains(-1))
        {
            return None;
        }

        var refused = new List<(string, long)>();
        for (var i = Fixed; i + 1 < parts.Length && SendTime.Read(parts[i + 1]) is { } at; i += 2)
        {
            refused.Add((parts[i], at));
        }

        return new BotSends(Track(numbers, 0), Track(numbers, 4), numbers[8], refused);
    }

    /// <summary>All of it, for a queue to keep.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(Bulk)} {Text(Paid)} {Pause}")
            + string.Concat(Refused.Select(chat => string.Create(CultureInfo.InvariantCulture, $" {chat.Chat} {chat.At}")));

    private static string Text(SendTrack track) =>
        string.Create(CultureInfo.InvariantCulture, $"{track.Messages} {track.Slowed} {track.Since} {track.Back}");

    private static SendTrack Track(long[] numbers, int from) =>
        new(numbers[from], numbers[from + 1], numbers[from + 2], numbers[from + 3]);
}
