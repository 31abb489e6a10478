using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>
/// Keeps in touch with all Sentinels and knows the primary from them. What they said a while ago is no longer believed: then another
/// server may be the primary by now.
/// </summary>
internal sealed class SentinelWatch : IPrimaryWatch
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(1);

    private readonly SentinelSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<SentinelContact> _contacts = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Signal _look;
    private readonly Task _looking;
    private volatile State _state;
    private ReplicaReport? _replicas;

    public SentinelWatch(SentinelSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _look = new Signal(time);
        _state = new State(new Whereabouts(null, "no Sentinel has answered yet"), null);
        lock (_lock)
        {
            _contacts.AddRange(settings.Address.Sentinels.Select(Meet));
        }

        _looking = Task.Run(LookAsync);
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
            var state = _state;
            return state.ProvenAt is not { } proven || _time.GetElapsedTime(proven) < Trusted ? state.Whereabouts : Decide().Whereabouts;
        }
    }

    /// <summary>The Sentinels, those that were named and those that they know.</summary>
    public IReadOnlyList<SentinelContact> Contacts
    {
        get
        {
            lock (_lock)
            {
                return [.. _contacts];
            }
        }
    }

    /// <inheritdoc/>
    public void Doubt()
    {
        foreach (var contact in Contacts)
        {
            contact.Nudge();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
        foreach (var contact in Contacts)
        {
            await contact.DisposeAsync().ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    private SentinelContact Meet(ServerAddress address) => new(address, _settings, OnReport, _time);

    private void OnReport()
    {
        Decide();
        _look.Set();
    }

    private State Decide()
    {
        State before, after;
        lock (_lock)
        {
            var freshSince = Ago(Trusted);
            var verdict = SentinelVerdict.Of(
                [.. _contacts.Select(static contact => contact.Report).OfType<SentinelReport>()], freshSince, Ago(Remembered));
            var (whereabouts, provenAt) = SentinelDecision.Of(
                verdict, _replicas, freshSince, () => SentinelSilence.Explain(_contacts, _settings.Address).ToString());
            before = _state;
            _state = after = new State(whereabouts, provenAt) { Verdict = verdict };
        }

        if (before.Whereabouts != after.Whereabouts)
        {
            Changed?.Invoke();
        }

        return after;
    }

    private long Ago(TimeSpan time) => _time.GetTimestamp() - (long)(time.TotalSeconds * _time.TimestampFrequency);

    // What takes its time: meeting Sentinels that others know, and asking the primary for its replicas where no majority answers.
    private async Task LookAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            await MeetOthersAsync().ConfigureAwait(false);
            if (_state.Verdict is { MajorityAt: null, IsFailingOver: false } verdict)
            {
                await CheckReplicasAsync(verdict).ConfigureAwait(false);
                Decide();
            }

            await _look.WaitAsync(CheckEvery, _ending.Token).ConfigureAwait(false);
        }
    }

    private async Task MeetOthersAsync()
    {
        List<SentinelContact> twice = [];
        lock (_lock)
        {
            // A Sentinel goes by its name: it may be known under a host name here and under an address there.
            var reports = _contacts.Select(static contact => contact.Report).OfType<SentinelReport>().ToArray();
            twice.AddRange(_contacts.Where(static contact => contact.Report is not null).GroupBy(static contact => contact.Report!.Id)
                .SelectMany(static same => same.Skip(1)));
            twice.ForEach(contact => _contacts.Remove(contact));
            var known = reports.Select(static report => report.Id).ToHashSet();
            if (_contacts.TrueForAll(static contact => contact.IsTried))
            {
                _contacts.AddRange(reports.SelectMany(static report => report.Others).Where(other => !known.Contains(other.Key))
                    .Select(static other => other.Value).Distinct()
                        .Where(address => !_contacts.Exists(contact => contact.Address == address)).Select(Meet));
            }
        }

        foreach (var contact in twice)
        {
            await contact.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CheckReplicasAsync(SentinelVerdict verdict)
    {
        using var limit = new CancellationTokenSource(CheckPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        var at = _time.GetTimestamp();
        IReadOnlyList<ServerAddress>? missing = null;
        try
        {
            missing = await ReplicaCheck.MissingAsync(verdict.Primary, _settings.Server, verdict.Replicas, either.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (RespConnection.IsTrouble(exception))
        {
            // It cannot be used then either.
        }

        lock (_lock)
        {
            _replicas = new ReplicaReport(new Place(verdict.Primary, verdict.Epoch), missing, at);
        }
    }

    private sealed record State(Whereabouts Whereabouts, long? ProvenAt)
    {
        public SentinelVerdict? Verdict { get; init; }
    }
}
