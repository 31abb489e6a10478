namespace TgWorker.Proof.Endpoint;

/// <summary>What the endpoint does with one request. A closed set.</summary>
public abstract record Behaviour
{
    private protected Behaviour()
    {
    }

    /// <summary>Answers 200 after a while.</summary>
    public static Behaviour Ok(TimeSpan after = default) => new Answer(200) { After = after };

    /// <summary>Answers.</summary>
    /// <param name="Status">The HTTP status.</param>
    public sealed record Answer(int Status) : Behaviour
    {
        /// <summary>How long it takes.</summary>
        public TimeSpan After { get; init; }

        /// <summary>What it waits for as well.</summary>
        public Task When { get; init; } = Task.CompletedTask;

        /// <summary>The <c>Retry-After</c> header.</summary>
        public string? RetryAfter { get; init; }
    }

    /// <summary>Never answers.</summary>
    public sealed record Hang : Behaviour;

    /// <summary>Kills the process that sent the request.</summary>
    /// <param name="AfterEffect">Whether the update has taken effect before.</param>
    public sealed record KillSender(bool AfterEffect = false) : Behaviour
    {
        /// <summary>How long it takes.</summary>
        public TimeSpan After { get; init; }
    }
}
