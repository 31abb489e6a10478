namespace TgWorker.Hosting.Lifetime;

/// <summary>Whether this worker alone was paused (SIGUSR2), whatever the queue's operator said.</summary>
internal sealed class LocalPause
{
    private volatile bool _isOn;

    /// <summary>Whether it is.</summary>
    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }
}
