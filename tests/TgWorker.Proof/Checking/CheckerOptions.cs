namespace TgWorker.Proof.Checking;

/// <summary>What is promised under the circumstances of a test.</summary>
public sealed record CheckerOptions
{
    /// <summary>
    /// Whether only accepted runs must not overlap. A process that is frozen cannot cancel what it runs, so its handler may
    /// still be under way at the endpoint when its lane goes on elsewhere; the token tells the endpoint whose run counts.
    /// Default false: no two runs overlap, accepted or not.
    /// </summary>
    public bool AcceptedRunsOnly { get; init; }

    /// <summary>The workers' lease, where lanes must go on in time after a death. Default null: not checked.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>How long a lane may take beyond the lease. Default 1 s.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(1);
}
