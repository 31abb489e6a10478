using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>
/// Who is logged in, in this process. An id is made at each login and never taken from a browser, so that nobody can be given one that
/// somebody else knows; only its hash is kept.
/// </summary>
internal sealed class SessionStore(TimeProvider time)
{
    /// <summary>A session that nobody uses for so long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>A session is over after so long, used or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int MostSessions = 1000;
    private const int IdLength = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session.</summary>
    /// <returns>Its id, for the cookie.</returns>
    public string Begin(DashboardPerson person)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLength));
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var over in _sessions.Where(session => IsOver(session.Value, now)).Select(session => session.Key).ToList())
            {
                _sessions.Remove(over);
            }

            if (_sessions.Count >= MostSessions)
            {
                _sessions.Remove(_sessions.MinBy(session => session.Value.UsedAt).Key);
            }

            _sessions.Add(KeyOf(id), new Session(person, now) { UsedAt = now });
        }

        return id;
    }

    /// <summary>Who has a session; null when it is over or never was.</summary>
    public DashboardPerson? Find(string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 100)
        {
            return null;
        }

        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_sessions.TryGetValue(KeyOf(id), out var session))
            {
                return null;
            }

            if (IsOver(session, now))
            {
                _sessions.Remove(KeyOf(id));
                return null;
            }

            session.UsedAt = now;
            return session.Person;
        }
    }

    /// <summary>Ends one.</summary>
    public void End(string? id)
    {
        if (!string.IsNullOrEmpty(id))
        {
            lock (_lock)
            {
                _sessions.Remove(KeyOf(id));
            }
        }
    }

    private static bool IsOver(Session session, DateTimeOffset now) => now - session.UsedAt > Idle || now - session.BegunAt > Longest;

    private static string KeyOf(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private sealed record Session(DashboardPerson Person, DateTimeOffset BegunAt)
    {
        public DateTimeOffset UsedAt { get; set; }
    }
}
