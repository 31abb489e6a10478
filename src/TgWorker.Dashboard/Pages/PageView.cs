using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Pages;

/// <summary>A page that has been made.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Model">What it shows, for programs.</param>
/// <param name="Body">What it shows, for people.</param>
internal sealed record PageView(string Title, object Model, Html Body)
{
    /// <summary>The command that shows the same; null where there is none.</summary>
    public string? Command { get; init; }

    /// <summary>Whether it changes by itself while one looks.</summary>
    public bool IsLive { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;
}
