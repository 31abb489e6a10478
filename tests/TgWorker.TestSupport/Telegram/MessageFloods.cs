namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// Refuses messages that are too many, of a chat, a group or in bulk, as Telegram does: with a time to wait that doubles for who goes on
/// before it is over.
/// </summary>
public sealed class MessageFloods(MessageLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FloodScope> _scopes = new(StringComparer.Ordinal);
    private readonly List<(long Chat, bool IsBulk, TimeSpan At)> _accepted = [];
    private readonly List<(long Chat, TimeSpan At, int RetryAfter)> _refused = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>The messages that were let through, and when, from the start.</summary>
    public IReadOnlyList<(long Chat, bool IsBulk, TimeSpan At)> Accepted => Locked(() => _accepted.ToList());

    /// <summary>Those that were refused, and the seconds to wait.</summary>
    public IReadOnlyList<(long Chat, TimeSpan At, int RetryAfter)> Refused => Locked(() => _refused.ToList());

    /// <summary>How many of bulk were let through.</summary>
    public int Bulk { get; private set; }

    /// <summary>Looks at a call.</summary>
    /// <returns>The refusal; null when it is let through.</returns>
    public ApiAnswer? Refuse(BotApiCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!call.Method.StartsWith("send", StringComparison.OrdinalIgnoreCase) || call.Method == "sendChatAction"
            || call.ChatId is not { } chat)
        {
            return null;
        }

        lock (_gate)
        {
            var (isBulk, now) = (limits.IsBulk(chat), time.GetElapsedTime(_start));
            var scopes = ScopesOf(chat, isBulk).ToList();
            var wait = scopes.Max(scope => scope.RefusedFor(now));
            if (wait > 0)
            {
                _refused.Add((chat, now, wait));
                return ApiAnswer.TooMany(wait);
            }

            scopes.ForEach(scope => scope.Add(now));
            _accepted.Add((chat, isBulk, now));
            Bulk += isBulk ? 1 : 0;
            return null;
        }
    }

    private IEnumerable<FloodScope> ScopesOf(long chat, bool isBulk)
    {
        // At once and then one after the other is what a window of that many of them holds.
        var burst = (int)Math.Ceiling(limits.ChatBurst * (1 + limits.Slack));
        yield return Scope($"{chat}", burst + 1, Second * (1 / limits.ChatPerSecond));
        yield return Scope($"{chat} long", burst + (int)(10 * (1 + limits.Slack)), Second * (10 / limits.ChatPerSecond));
        if (chat < 0)
        {
            yield return Scope($"{chat} minute", Most(limits.GroupPerMinute), TimeSpan.FromMinutes(1));
        }

        if (isBulk)
        {
            yield return Scope("bulk", Most(limits.BulkPerSecond), Second);
        }
    }

    private int Most(int count) => (int)Math.Ceiling(count * (1 + limits.Slack));

    private FloodScope Scope(string name, int most, TimeSpan within)
    {
        if (!_scopes.TryGetValue(name, out var scope))
        {
            _scopes[name] = scope = new FloodScope(most, within);
        }

        return scope;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
