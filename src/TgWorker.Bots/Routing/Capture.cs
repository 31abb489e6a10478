namespace TgWorker.Bots.Routing;

/// <summary>A name that a route captures from the update.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">What its text is known to be.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
internal sealed record Capture(string Name, CaptureType Type, bool IsOptional = false)
{
    public override string ToString() => Name;
}
