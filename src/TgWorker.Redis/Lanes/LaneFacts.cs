using System.Globalization;
using StackExchange.Redis;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;

namespace TgWorker.Redis.Lanes;

/// <summary>What Redis has about one lane, as the answers of <see cref="LaneLooking"/> say it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Ready">From which millisecond it may be granted; null when it is not to be.</param>
/// <param name="Lapses">How often a worker died of its head.</param>
/// <param name="Failures">How many tries of its head have failed.</param>
/// <param name="StoppedFor">The failed job it is stopped for.</param>
/// <param name="PausedAt">When it was paused, unix milliseconds.</param>
/// <param name="QueuePaused">Whether the whole queue is paused.</param>
/// <param name="Holder">Which of the workers holds it; -1 for none of them.</param>
/// <param name="CancelledBy">Who cancelled the delivery that is run.</param>
/// <param name="BotPause">The pause of its bot; null when there is none.</param>
internal sealed record LaneFacts(
    PackedLaneState State, double? Ready, int Lapses, int Failures, string? StoppedFor, double? PausedAt, bool QueuePaused, int Holder,
    string? CancelledBy, BotPauseRecord? BotPause)
{
    /// <summary>Reads them; null when there is no such lane.</summary>
    public static LaneFacts? Of(RedisResult[] answers)
    {
        if (PackedLaneState.Read((byte[]?)answers[0]) is not { } state)
        {
            return null;
        }

        var (lapses, failures) = HeadTries.Read((string?)answers[2]);
        return new LaneFacts(
            state,
            (double?)answers[1] is { } score ? BotPauseRecord.TimeOf(score) : null,
            lapses,
            failures,
            (string?)answers[3],
            ((RedisValue)answers[4]).TryParse(out double paused) ? paused : null,
            (long)answers[5] == 1,
            (int)answers[6],
            Canceller((string?)answers[7], state.Fence),
            BotPauseRecord.Read((string?)answers[8]));
    }

    // Of the delivery that is run, not of one that has ended.
    private static string? Canceller(string? note, long fence) =>
        note?.Split(' ', 2) is [var of, var by] && of == fence.ToString(CultureInfo.InvariantCulture) ? by : null;
}
