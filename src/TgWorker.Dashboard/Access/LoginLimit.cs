namespace TgWorker.Dashboard.Access;

/// <summary>
/// Counts failed tries to log in, by where they come from and by whom they name: beyond some, the password is not even looked at.
/// </summary>
internal sealed class LoginLimit(TimeProvider time)
{
    /// <summary>What is counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Failures from one address.</summary>
    public const int MostOfAddress = 10;

    /// <summary>Failures for one name, from wherever. More, since others could lock somebody out.</summary>
    public const int MostOfName = 50;

    private const int MostKnown = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);

    /// <summary>How long to wait before the next try; null for not at all.</summary>
    public TimeSpan? Wait(string address, string name)
    {
        lock (_lock)
        {
            var (one, other) = (Left(Address(address), MostOfAddress), Left(Name(name), MostOfName));
            return one > other || other is null ? one : other;
        }
    }

    /// <summary>A try failed.</summary>
    public void Failed(string address, string name)
    {
        lock (_lock)
        {
            Add(Address(address));
            Add(Name(name));
        }
    }

    /// <summary>A try succeeded: what the person mistyped before is forgotten. What failed for the name elsewhere is not.</summary>
    public void Succeeded(string address)
    {
        lock (_lock)
        {
            _counts.Remove(Address(address));
        }
    }

    private static string Address(string address) => "a" + address;

    // A name can be as long as a form; what is counted are the names of users, and all others together do no harm.
    private static string Name(string name) => "n" + (name.Length > 64 ? "" : name);

    private TimeSpan? Left(string key, int most) =>
        _counts.TryGetValue(key, out var count) && count.Failures >= most
            && count.BegunAt + Window - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    private void Add(string key)
    {
        var now = time.GetUtcNow();
        if (_counts.TryGetValue(key, out var count) && now - count.BegunAt < Window)
        {
            _counts[key] = count with { Failures = count.Failures + 1 };
            return;
        }

        if (_counts.Count >= MostKnown)
        {
            foreach (var old in _counts.OrderBy(known => known.Value.BegunAt).Take(MostKnown / 10).Select(known => known.Key).ToList())
            {
                _counts.Remove(old);
            }
        }

        _counts[key] = new Count(1, now);
    }

    private readonly record struct Count(int Failures, DateTimeOffset BegunAt);
}
