using TgWorker.Core.Text;

namespace TgWorker.Hosting.Notifying;

/// <summary>
/// Finds out when trouble of one queue is over. It says so at each look for half a quiet time: whoever cannot be reached at once hears of
/// it then, and the quiet time keeps everybody else from hearing it twice.
/// </summary>
internal sealed class AllClear(NotifyOptions options, TimeProvider time)
{
    /// <summary>So many looks in a row must find nothing: trouble that comes and goes is told once.</summary>
    public const int CalmLooks = 3;

    // A worker that died stays dead; that others live says the notice itself.
    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["long_wait"] = "no update waits for long any more",
        ["failed_jobs"] = "few updates fail any more",
    };

    private readonly Dictionary<string, Trouble> _troubles = new(StringComparer.Ordinal);

    /// <summary>What is over.</summary>
    /// <param name="queue">The queue's bare name.</param>
    /// <param name="now">The trouble there is at this look.</param>
    public IReadOnlyList<Notice> Look(string queue, IReadOnlyList<Notice> now)
    {
        foreach (var notice in now.Where(notice => options.AllClear && Endings.ContainsKey(notice.Event)))
        {
            var began = _troubles.TryGetValue(notice.Event, out var known) && known.EndedAt is null ? known.BeganAt : time.GetTimestamp();
            _troubles[notice.Event] = new Trouble(began, 0, null);
        }

        var over = new List<Notice>();
        foreach (var (name, trouble) in _troubles.Where(pair => now.All(notice => notice.Event != pair.Key)).ToList())
        {
            var calm = trouble with { Calm = trouble.Calm + 1,
                EndedAt = trouble.EndedAt ?? (trouble.Calm + 1 == CalmLooks ? time.GetTimestamp() : null) };
            _troubles[name] = calm;
            if (calm.EndedAt is { } ended && time.GetElapsedTime(ended) <= options.QuietTime / 2)
            {
                var lasted = time.GetElapsedTime(trouble.BeganAt, ended);
                over.Add(new Notice(
                    "all_clear", queue, $"Queue {queue}: all clear, {Endings[name]}; it lasted for {ShownTime.Of(lasted)}",
                    Math.Round(lasted.TotalSeconds, 3)) { Ended = name });
            }
            else if (calm.EndedAt is not null)
            {
                _troubles.Remove(name);
            }
        }

        return over;
    }

    private sealed record Trouble(long BeganAt, int Calm, long? EndedAt);
}
