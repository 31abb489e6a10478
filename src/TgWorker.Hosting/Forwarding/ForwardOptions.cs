namespace TgWorker.Hosting.Forwarding;

/// <summary>Where updates are forwarded to; in the configuration the section <c>Forward</c>.</summary>
public sealed class ForwardOptions
{
    /// <summary>The endpoint, http or https; null (the default) forwards nothing.</summary>
    public Uri? To { get; set; }

    /// <summary>The longest wait that an endpoint's <c>Retry-After</c> is granted. Default 1 h.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromHours(1);
}
