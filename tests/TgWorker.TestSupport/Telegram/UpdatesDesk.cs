using System.Globalization;
using System.Text;

namespace TgWorker.TestSupport.Telegram;

/// <summary>getUpdates of one bot, with its brakes and its conflicts. Everything but the waiting happens under the bot's lock.</summary>
/// <remarks>contracts: offset semantics, the newer long poll wins, the same offset within 0.5 s gives one update.</remarks>
internal sealed class UpdatesDesk(TelegramQueue updates, Lock gate, TimeProvider time)
{
    private const int Most = 100;
    private const int LongestTimeout = 50;
    private const int LargestAnswer = 4 * 1024 * 1024;
    private const int AheadAtMost = 10;
    private const int BehindAtMost = 100_000;
    private static readonly TimeSpan ShortBrake = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongBrake = TimeSpan.FromSeconds(3);

    private TaskCompletionSource<ApiAnswer?>? _waiting;
    private int _lastOffset = int.MinValue;
    private long _lastStarted;
    private long _lastEnded;
    private long? _lastConflict;

    /// <summary>When somebody last asked.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>How many questions wait now: 0 or 1.</summary>
    public int Waiting => _waiting is null ? 0 : 1;

    /// <summary>There are updates for whoever waits.</summary>
    public void Wake() => Interlocked.Exchange(ref _waiting, null)?.TrySetResult(null);

    /// <summary>Ends the question that waits, with 409.</summary>
    public void Terminate(string by) => Interlocked.Exchange(ref _waiting, null)?.TrySetResult(Conflict(by));

    public static ApiAnswer Conflict(string by) => ApiAnswer.Error(409, by);

    /// <summary>The time a conflict's answer is put off: 3 s when the last one is not older.</summary>
    public async Task<ApiAnswer> DelayedAsync(ApiAnswer conflict, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = _lastConflict is { } last && time.GetElapsedTime(last) is var since && since < LongBrake ? LongBrake - since
                : TimeSpan.Zero;
            _lastConflict = time.GetTimestamp();
        }

        await Task.Delay(wait, time, cancellationToken);
        return conflict;
    }

    public async Task<ApiAnswer> AskAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var offset = request.Number("offset", 0);
        var limit = request.Number("limit", Most) is var asked && asked is >= 1 and <= Most ? asked : Most;
        var timeout = TimeSpan.FromSeconds(Math.Clamp(request.Number("timeout", 0), 0, LongestTimeout));
        TaskCompletionSource<ApiAnswer?> turn;
        lock (gate)
        {
            AskedAt = time.GetUtcNow();
            Terminate("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            if (offset == _lastOffset && time.GetElapsedTime(_lastStarted) < LongBrake && timeout < LongBrake)
            {
                timeout = LongBrake;
            }

            limit = offset == _lastOffset && time.GetElapsedTime(_lastEnded) < ShortBrake ? 1 : limit;
            (_lastOffset, _lastStarted) = (offset, time.GetTimestamp());
            offset = Confirm(offset);
            if (Take(offset, limit) is { } atOnce)
            {
                return atOnce;
            }

            _waiting = turn = new TaskCompletionSource<ApiAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return await WaitAsync(turn, timeout, offset, limit, cancellationToken);
    }

    private async Task<ApiAnswer> WaitAsync(
        TaskCompletionSource<ApiAnswer?> turn, TimeSpan timeout, int offset, int limit, CancellationToken cancellationToken)
    {
        try
        {
            if (await turn.Task.WaitAsync(timeout, time, cancellationToken) is { } ended)
            {
                return ended;
            }
        }
        catch (TimeoutException)
        {
            // No news.
        }
        finally
        {
            Interlocked.CompareExchange(ref _waiting, null, turn);
        }

        lock (gate)
        {
            return Take(offset, limit) ?? ApiAnswer.Ok("[]");
        }
    }

    // An offset from another life of update_id is taken for the oldest.
    private int Confirm(int offset)
    {
        if (offset < 0)
        {
            var last = updates.From(0).TakeLast(-offset).FirstOrDefault()?.Id ?? updates.NextId;
            updates.ForgetBelow(last);
            return last;
        }

        if (offset == 0 || offset > updates.NewestId + AheadAtMost || offset < updates.OldestId - BehindAtMost)
        {
            return 0;
        }

        updates.ForgetBelow(offset);
        return offset;
    }

    private ApiAnswer? Take(int offset, int limit)
    {
        var text = new StringBuilder();
        foreach (var update in updates.From(offset).Take(limit))
        {
            if (text.Length > 0 && text.Length + update.Json.Length > LargestAnswer)
            {
                break;
            }

            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : ",\n")}{Encoding.UTF8.GetString(update.Json)}");
        }

        _lastEnded = time.GetTimestamp();
        return text.Length == 0 ? null : ApiAnswer.Ok($"[{text}]");
    }
}
