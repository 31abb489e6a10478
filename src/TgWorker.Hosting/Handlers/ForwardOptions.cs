namespace TgWorker.Hosting.Handlers;

/// <summary>Where updates are forwarded to.</summary>
internal sealed class ForwardOptions
{
    /// <summary>The endpoint, http or https; null forwards nothing.</summary>
    public Uri? To { get; set; }

    /// <summary>The longest wait that an endpoint's <c>Retry-After</c> is granted. Default 1 h.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromHours(1);
}
