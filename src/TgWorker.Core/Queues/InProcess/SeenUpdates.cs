using System.Collections;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>The updates that came by within the last day: one bit each, in pages of 65,536 ids of a bot.</summary>
internal sealed class SeenUpdates
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly Dictionary<(string Bot, string Scope, long Number), Page> _pages = [];

    /// <summary>Remembers an update.</summary>
    /// <returns>False when it is known already.</returns>
    public bool Add(string bot, string scope, long updateId, TimeSpan now)
    {
        var page = FindPage((bot, scope, updateId >> 16), now);
        var bit = (int)(updateId & 0xFFFF);
        var isNew = !page.Bits[bit];
        page.Bits[bit] = true;
        page.Expires = now + Life;
        return isNew;
    }

    private Page FindPage((string Bot, string Scope, long Number) key, TimeSpan now)
    {
        if (_pages.TryGetValue(key, out var page) && page.Expires > now)
        {
            return page;
        }

        foreach (var (old, _) in _pages.Where(entry => entry.Value.Expires <= now).ToList())
        {
            _pages.Remove(old);
        }

        return _pages[key] = new Page();
    }

    private sealed class Page
    {
        public BitArray Bits { get; } = new(1 << 16);

        public TimeSpan Expires { get; set; }
    }
}
