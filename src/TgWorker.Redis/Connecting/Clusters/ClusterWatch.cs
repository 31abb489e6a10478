using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Clusters;

/// <summary>
/// Keeps in touch with all nodes of a cluster and knows from them which primary has the queue's slot. What they said a while ago is no
/// longer believed: then a replica may have taken it over.
/// </summary>
internal sealed class ClusterWatch : IPrimaryWatch
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(3);

    private readonly Func<SignIn> _signIn;
    private readonly ServerAddress? _named;
    private readonly int _slot;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<ClusterContact> _contacts = [];
    private volatile ClusterVerdict _verdict = ClusterVerdict.Of([], 0);
    private Task _leaving = Task.CompletedTask;
    private bool _disposed;

    /// <param name="signIn">How to sign in.</param>
    /// <param name="slot">The slot of the queue's keys.</param>
    /// <param name="named">A node that is asked whatever the others say; null for none.</param>
    /// <param name="known">The nodes that are known to begin with.</param>
    /// <param name="time">The clock.</param>
    public ClusterWatch(Func<SignIn> signIn, int slot, ServerAddress? named, IEnumerable<ServerAddress> known, TimeProvider time)
    {
        _signIn = signIn;
        _named = named;
        _slot = slot;
        _time = time;
        lock (_lock)
        {
            _contacts.AddRange(known.Distinct().Select(Meet));
        }
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public TimeSpan LongestIgnorance => Trusted;

    /// <inheritdoc/>
    public Whereabouts Now
    {
        get
        {
            var verdict = _verdict;
            return verdict.ProvenAt is not { } proven || _time.GetElapsedTime(proven) < Trusted ? verdict.Whereabouts
                : Decide().Whereabouts;
        }
    }

    /// <inheritdoc/>
    public void Doubt()
    {
        lock (_lock)
        {
            _contacts.ForEach(static contact => contact.Nudge());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ClusterContact[] contacts;
        lock (_lock)
        {
            _disposed = true;
            contacts = [.. _contacts];
        }

        foreach (var contact in contacts)
        {
            await contact.DisposeAsync().ConfigureAwait(false);
        }

        await _leaving.ConfigureAwait(false);
    }

    private ClusterContact Meet(ServerAddress address) => new(address, _signIn, _slot, OnReport, _time);

    private bool OnReport() => Decide().ProvenAt is not null;

    private ClusterVerdict Decide()
    {
        ClusterVerdict before, after;
        lock (_lock)
        {
            var freshSince = _time.GetTimestamp() - (long)(Trusted.TotalSeconds * _time.TimestampFrequency);
            before = _verdict;
            _verdict = after = ClusterVerdict.Of(
                [.. _contacts.Select(static contact => contact.Report).OfType<ClusterReport>()], freshSince);
            MeetAndLeave(after.Nodes);
        }

        if (before.Whereabouts != after.Whereabouts)
        {
            Changed?.Invoke();
        }

        return after;
    }

    // Nodes come, and go for good; what a silent one said last may still be the best that is known.
    private void MeetAndLeave(IReadOnlyList<ClusterNode> nodes)
    {
        if (_disposed || nodes.Count == 0)
        {
            return;
        }

        var there = nodes.Select(static node => node.Address).ToHashSet();
        if (_named is not null)
        {
            there.Add(_named);
        }

        foreach (var gone in _contacts.FindAll(contact => contact.IsSilent && !there.Contains(contact.Address)))
        {
            _contacts.Remove(gone);
            _leaving = Task.WhenAll(_leaving, Task.Run(() => gone.DisposeAsync().AsTask()));
        }

        _contacts.AddRange(there.Where(address => !_contacts.Exists(contact => contact.Address == address)).Select(Meet).ToList());
    }
}
