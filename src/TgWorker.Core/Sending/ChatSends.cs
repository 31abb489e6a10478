using System.Globalization;

namespace TgWorker.Core.Sending;

/// <summary>What is known of the sends to one chat; times are µs of the queue's clock, 0 for none.</summary>
/// <param name="Calls">From when on the calls so far are paid off, at the rate of a chat.</param>
/// <param name="Messages">From when on the messages so far are, at the rate of a group.</param>
/// <param name="Pause">The end of the pause that Telegram asked for.</param>
internal readonly record struct ChatSends(long Calls, long Messages, long Pause)
{
    /// <summary>The moment from which there is nothing left to know.</summary>
    public long Until => Math.Max(Math.Max(Calls, Messages), Pause);

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing is known where there is none, or it is something else.</summary>
    public static ChatSends Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        return parts.Length == 3 && SendTime.Read(parts[0]) is { } calls && SendTime.Read(parts[1]) is { } messages
            && SendTime.Read(parts[2]) is { } pause
            ? new ChatSends(calls, messages, pause) : default;
    }

    /// <summary>The three numbers, for a queue to keep.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Calls} {Messages} {Pause}");
}
