namespace TgWorker.Redis.Connecting.Primaries;

/// <summary>The one server that the options name.</summary>
internal sealed class FixedPrimary : IPrimaryWatch
{
    public Whereabouts Now { get; } = new(new Place(null, 0), null);

    public TimeSpan LongestIgnorance => TimeSpan.Zero;

    public event Action? Changed
    {
        add { }
        remove { }
    }

    public void Doubt()
    {
        // It is where it is.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
