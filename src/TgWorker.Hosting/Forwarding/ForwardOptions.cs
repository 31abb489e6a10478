namespace TgWorker.Hosting.Forwarding;

/// <summary>Where updates are forwarded to. In the configuration: the section <c>Forward</c>.</summary>
public sealed class ForwardOptions
{
    /// <summary>The endpoint, http or https. Default null: nothing is forwarded.</summary>
    public Uri? To { get; set; }

    /// <summary>The longest <c>Retry-After</c> that is accepted from the endpoint. Default 1 h.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromHours(1);
}
